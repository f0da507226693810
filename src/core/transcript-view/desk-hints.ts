import type { Hint } from '../screen/bindings.ts';
import { focusedPane } from './desk.ts';
import type { TranscriptDesk } from './transcript-pane.ts';

const back: Hint = { key: 'Esc', word: 'back', worth: 10 };

const lineHints: readonly Hint[] = [
  { key: '{ }', word: 'prompts', worth: 3 },
  { key: '/', word: 'search', worth: 6 },
  { key: 'n N', word: 'next', worth: 1 },
  { key: 'l', word: 'level', worth: 5 },
  { key: 'J K', word: 'item', worth: 3 },
  { key: 'f', word: 'fold', worth: 4 },
  { key: 'y', word: 'copy', worth: 3 },
  { key: 'c', word: 'code', worth: 0 },
  { key: 's', word: 'sessions', worth: 2 },
  { key: 'e', word: 'export', worth: 1 },
  { key: 'o', word: 'pager', worth: 1 },
  { key: 'G', word: 'end', worth: 2 },
  { key: '?', word: 'keys', worth: 7 },
  { key: 'Esc', word: 'closes', worth: 8 },
];

/** What the footer says of the keys of transcripts. */
export function deskHints(desk: TranscriptDesk): readonly Hint[] {
  if (focusedPane(desk)?.field) return [{ key: 'Enter', word: 'searches', worth: 9 }, back];
  const choosing = [{ key: '↑ ↓', word: 'choose', worth: 5 }];
  switch (desk.shows.type) {
    case 'lines':
      return lineHints;
    case 'keys':
      return [back];
    case 'formats':
      return [...choosing, { key: 'Enter', word: 'writes it', worth: 9 }, back];
    case 'sessions':
      return [...choosing, { key: 'Enter', word: 'reads it', worth: 9 }, back];
    default:
      return desk.shows satisfies never;
  }
}
