import { hintsIn } from '../overlay-keys/key-row.ts';
import {
  exportTable,
  sessionsTable,
  transcriptKeysTable,
  transcriptSearchTable,
  transcriptTable,
} from '../overlay-keys/transcript-table.ts';
import type { Hint } from '../screen/bindings.ts';
import { focusedPane } from './desk.ts';
import type { TranscriptDesk } from './transcript-pane.ts';

/** What the footer says of the keys of transcripts. */
export function deskHints(desk: TranscriptDesk): readonly Hint[] {
  if (focusedPane(desk)?.field) return hintsIn(transcriptSearchTable, null);
  switch (desk.shows.type) {
    case 'lines':
      return hintsIn(transcriptTable, null);
    case 'keys':
      return hintsIn(transcriptKeysTable, null);
    case 'formats':
      return hintsIn(exportTable, null);
    case 'sessions':
      return hintsIn(sessionsTable, null);
    default:
      return desk.shows satisfies never;
  }
}
