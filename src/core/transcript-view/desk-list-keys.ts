import { actionOf } from '../overlay-keys/key-row.ts';
import { transcriptKeysTable } from '../overlay-keys/transcript-table.ts';
import { chosenBy } from '../screen/choosing.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from '../screen/screen-state.ts';
import type { Key } from '../terminal/input-event.ts';
import { focusedPane, withPane } from './desk.ts';
import { exportFormats } from './desk-list.ts';
import { openListed } from './desk-sessions.ts';
import { type DeskShows, showsLines, type TranscriptDesk } from './transcript-pane.ts';

/** A key while something stands in the place of the lines. Esc and `q` bring them back. */
export function pressInList(model: ScreenModel, desk: TranscriptDesk, key: Key): Act {
  const { shows } = desk;
  if (shows.type === 'keys' || actionOf(transcriptKeysTable, key) === 'close') {
    return showing(model, desk, showsLines);
  }
  switch (shows.type) {
    case 'lines':
      return unchanged(model);
    case 'formats':
      return pressInFormats(model, desk, { shows, key });
    case 'sessions':
      return pressInSessions(model, desk, { shows, key });
    default:
      return shows satisfies never;
  }
}

export function showing(model: ScreenModel, desk: TranscriptDesk, shows: DeskShows): Act {
  return withOverlay(model, { type: 'transcripts', desk: { ...desk, shows } });
}

type ShowsOf<Type extends DeskShows['type']> = Extract<DeskShows, { type: Type }>;

function pressInSessions(
  model: ScreenModel,
  desk: TranscriptDesk,
  { shows, key }: { readonly shows: ShowsOf<'sessions'>; readonly key: Key },
): Act {
  const count = shows.listed?.length ?? 0;
  if (count === 0) return unchanged(model);
  const chosen = chosenBy(key, { count, current: shows.chosen, letters: [] });
  if (chosen.type === 'nothing') return unchanged(model);
  if (chosen.type === 'moved') return showing(model, desk, { ...shows, chosen: chosen.index });
  return openListed(model, { ...desk, shows: showsLines }, shows.listed?.[chosen.index]);
}

function pressInFormats(
  model: ScreenModel,
  desk: TranscriptDesk,
  { shows, key }: { readonly shows: ShowsOf<'formats'>; readonly key: Key },
): Act {
  const letters = exportFormats.map(({ letter }) => letter);
  const chosen = chosenBy(key, { count: letters.length, current: shows.chosen, letters });
  if (chosen.type === 'nothing') return unchanged(model);
  if (chosen.type === 'moved') return showing(model, desk, { ...shows, chosen: chosen.index });
  const pane = focusedPane(desk);
  const format = exportFormats[chosen.index]?.format;
  if (!pane || !format) return unchanged(model);
  const { level, title } = pane;
  const back = { ...desk, shows: showsLines };
  return withPane(model, back, desk.focused, pane, [
    { type: 'export', level, title, format, folder: model.folder },
  ]);
}
