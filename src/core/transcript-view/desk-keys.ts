import { actionOf } from '../overlay-keys/key-row.ts';
import {
  type TranscriptAction,
  transcriptSearchTable,
  transcriptTable,
} from '../overlay-keys/transcript-table.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from '../screen/screen-state.ts';
import { editText, insertWords, textField } from '../screen/text-field.ts';
import type { Key } from '../terminal/input-event.ts';
import { transcriptLevels } from '../transcript/transcript-level.ts';
import { closeTranscripts, deskArea, focusedPane, withPane } from './desk.ts';
import { copied, opened } from './desk-entry.ts';
import { pressInList, showing } from './desk-list-keys.ts';
import { openSessions } from './desk-sessions.ts';
import { allRefolded, refoldedAt, steppedBy } from './pane-cursor.ts';
import { lookAtMatch } from './pane-match.ts';
import {
  lookAtEnd,
  lookAtPosition,
  type PaneArea,
  scrolledBy,
  towardsPrompt,
} from './pane-reading.ts';
import { nothingRead, type TranscriptDesk, type TranscriptPane } from './transcript-pane.ts';

/** A key while transcripts are open. Esc gives up the search that is typed, then what was found, then a subagent, then all. */
export function pressInTranscripts(model: ScreenModel, desk: TranscriptDesk, key: Key): Act {
  const pane = focusedPane(desk);
  if (!pane) return closeTranscripts(model);
  if (pane.field !== null) return pressInField(model, desk, key);
  if (desk.shows.type !== 'lines') return pressInList(model, desk, key);
  const action = actionOf(transcriptTable, key);
  if (action === null) return unchanged(model);
  return deskVerbs[action]({ model, desk, pane, area: deskArea(model, desk, desk.focused) });
}

export function pasteInTranscripts(model: ScreenModel, desk: TranscriptDesk, text: string): Act {
  const pane = focusedPane(desk);
  if (!pane?.field) return unchanged(model);
  return withPane(model, desk, desk.focused, { ...pane, field: insertWords(pane.field, text) });
}

type Place = {
  readonly model: ScreenModel;
  readonly desk: TranscriptDesk;
  /** The focused one. */
  readonly pane: TranscriptPane;
  readonly area: PaneArea;
};

const deskVerbs: Readonly<Record<TranscriptAction, (place: Place) => Act>> = {
  on: (place) => scrolled(place, 1),
  back: (place) => scrolled(place, -1),
  'page-on': (place) => scrolled(place, pageRows(place)),
  'page-back': (place) => scrolled(place, -pageRows(place)),
  first: (place) => shown(place, lookAtPosition(place.pane, 0)),
  last: (place) => shown(place, lookAtEnd(place.pane)),
  'prompt-above': (place) => shown(place, towardsPrompt(place.pane, 'prompt-above', place.area)),
  'prompt-below': (place) => shown(place, towardsPrompt(place.pane, 'prompt-below', place.area)),
  search: (place) => shown(place, { ...place.pane, field: textField('') }),
  'match-above': (place) => shown(place, towardsMatch(place.pane, 1, place.area)),
  'match-below': (place) => shown(place, towardsMatch(place.pane, -1, place.area)),
  level: (place) => shown(place, atNextLevel(place.pane)),
  'item-below': (place) => shown(place, steppedBy(place.pane, 1, place.area)),
  'item-above': (place) => shown(place, steppedBy(place.pane, -1, place.area)),
  fold: (place) => shown(place, refoldedAt(place.pane, place.area)),
  'fold-all': (place) => shown(place, allRefolded(place.pane, place.area)),
  copy: ({ model, pane, area }) => copied(model, { pane, area, what: 'all of it' }),
  'copy-code': ({ model, pane, area }) => copied(model, { pane, area, what: 'its code' }),
  open: ({ model, desk, pane, area }) => opened(model, desk, { pane, area }),
  sessions: ({ model, desk }) => openSessions(model, desk),
  export: exportAll,
  page: pageAll,
  keys: ({ model, desk }) => showing(model, desk, { type: 'keys' }),
  'next-pane': (place) => focusBeside(place, 1),
  'previous-pane': (place) => focusBeside(place, -1),
  'step-back': stepBack,
  close: ({ model }) => closeTranscripts(model),
};

function shown({ model, desk }: Place, pane: TranscriptPane): Act {
  return withPane(model, desk, desk.focused, pane);
}

function scrolled(place: Place, by: number): Act {
  return shown(place, scrolledBy(place.pane, by, place.area));
}

function pageRows({ area }: Place): number {
  return Math.max(1, area.rows - 2);
}

function atNextLevel(pane: TranscriptPane): TranscriptPane {
  const next = (transcriptLevels.indexOf(pane.level) + 1) % transcriptLevels.length;
  return { ...pane, level: transcriptLevels[next] ?? 'tools', search: null };
}

/** Once there is something to be handed on. */
function exportAll({ model, desk, pane }: Place): Act {
  return pane.words === null
    ? showing(model, desk, { type: 'formats', chosen: 0 })
    : unchanged(model);
}

function pageAll({ model, desk, pane }: Place): Act {
  return pane.words === null
    ? withPane(model, desk, desk.focused, pane, [{ type: 'page', level: pane.level }])
    : unchanged(model);
}

function focusBeside({ model, desk }: Place, by: 1 | -1): Act {
  const focused = (desk.focused + by + desk.panes.length) % desk.panes.length;
  return withOverlay(model, { type: 'transcripts', desk: { ...desk, focused } });
}

/** Upwards with 1: the newest stands first. */
function towardsMatch(pane: TranscriptPane, by: 1 | -1, area: PaneArea): TranscriptPane {
  const { search } = pane;
  const positions = search?.found?.positions ?? [];
  if (search === null || positions.length === 0) return pane;
  const current = (search.current + by + positions.length) % positions.length;
  const position = positions[current];
  const next = { ...pane, search: { ...search, current } };
  return position === undefined ? next : lookAtMatch(next, position, area);
}

function pressInField(model: ScreenModel, desk: TranscriptDesk, key: Key): Act {
  const { focused } = desk;
  const pane = focusedPane(desk);
  if (!pane?.field) return unchanged(model);
  const action = actionOf(transcriptSearchTable, key);
  if (action === 'close') return withPane(model, desk, focused, { ...pane, field: null });
  if (action === null) {
    const field = editText(pane.field, key);
    return field === null ? unchanged(model) : withPane(model, desk, focused, { ...pane, field });
  }
  const pattern = pane.field.text;
  if (pattern === '') {
    return withPane(model, desk, focused, { ...pane, field: null, search: null });
  }
  const searching = { ...pane, field: null, search: { pattern, found: null, current: 0 } };
  return withPane(model, desk, focused, searching, [
    { type: 'search', pattern, level: pane.level },
  ]);
}

function stepBack({ model, desk, pane }: Place): Act {
  if (pane.search !== null) {
    return withPane(model, desk, desk.focused, { ...pane, search: null });
  }
  const parent = pane.parents.at(-1);
  if (!parent) return closeTranscripts(model);
  const { path, title } = parent;
  const back: TranscriptPane = {
    ...pane,
    ...nothingRead(0),
    path,
    title,
    parents: pane.parents.slice(0, -1),
    words: 'opening …',
  };
  return withPane(model, desk, desk.focused, back, [{ type: 'open', path }]);
}
