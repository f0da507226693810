import { keyText } from '../screen/key-text.ts';
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
  const text = keyText(key);
  const area = deskArea(model, desk, desk.focused);
  const moved = movedBy(pane, text, area);
  if (moved) return withPane(model, desk, desk.focused, moved);
  switch (text) {
    case 'q':
    case 't':
    case 'T':
    case 'Ctrl+C':
      return closeTranscripts(model);
    case 'Escape':
      return stepBack(model, desk, pane);
    case 'Tab':
    case 'Shift+Tab': {
      const by = text === 'Tab' ? 1 : -1;
      const focused = (desk.focused + by + desk.panes.length) % desk.panes.length;
      return withOverlay(model, { type: 'transcripts', desk: { ...desk, focused } });
    }
    case 'y':
    case 'c':
      return copied(model, { pane, area, what: text === 'y' ? 'all of it' : 'its code' });
    // Once there is something to be handed on.
    case 'o':
      return pane.words === null
        ? withPane(model, desk, desk.focused, pane, [{ type: 'page', level: pane.level }])
        : unchanged(model);
    case 'e':
      return pane.words === null
        ? showing(model, desk, { type: 'formats', chosen: 0 })
        : unchanged(model);
    case 's':
      return openSessions(model, desk);
    case '?':
      return showing(model, desk, { type: 'keys' });
    case 'Enter':
      return opened(model, desk, { pane, area });
    default:
      return unchanged(model);
  }
}

export function pasteInTranscripts(model: ScreenModel, desk: TranscriptDesk, text: string): Act {
  const pane = focusedPane(desk);
  if (!pane?.field) return unchanged(model);
  return withPane(model, desk, desk.focused, { ...pane, field: insertWords(pane.field, text) });
}

/** Null for a key that moves nothing. */
function movedBy(pane: TranscriptPane, key: string, area: PaneArea): TranscriptPane | null {
  const page = Math.max(1, area.rows - 2);
  switch (key) {
    case 'Down':
    case 'j':
      return scrolledBy(pane, 1, area);
    case 'Up':
    case 'k':
      return scrolledBy(pane, -1, area);
    case 'PageDown':
    case 'Space':
      return scrolledBy(pane, page, area);
    case 'PageUp':
    case 'b':
      return scrolledBy(pane, -page, area);
    case 'g':
    case 'Home':
      return lookAtPosition(pane, 0);
    case 'G':
    case 'End':
      return lookAtEnd(pane);
    case '{':
      return towardsPrompt(pane, 'prompt-above', area);
    case '}':
      return towardsPrompt(pane, 'prompt-below', area);
    case '/':
      return { ...pane, field: textField('') };
    case 'n':
      return towardsMatch(pane, 1, area);
    case 'N':
      return towardsMatch(pane, -1, area);
    case 'l': {
      const next = (transcriptLevels.indexOf(pane.level) + 1) % transcriptLevels.length;
      return { ...pane, level: transcriptLevels[next] ?? 'tools', search: null };
    }
    case 'J':
      return steppedBy(pane, 1, area);
    case 'K':
      return steppedBy(pane, -1, area);
    case 'f':
      return refoldedAt(pane, area);
    case 'F':
      return allRefolded(pane, area);
    default:
      return null;
  }
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
  const text = keyText(key);
  if (text === 'Escape' || text === 'Ctrl+C') {
    return withPane(model, desk, focused, { ...pane, field: null });
  }
  if (text !== 'Enter') {
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

function stepBack(model: ScreenModel, desk: TranscriptDesk, pane: TranscriptPane): Act {
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
