import { keyFor } from '../screen/bindings.ts';
import { copyText } from '../screen/copying.ts';
import { keyText } from '../screen/key-text.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  isLive,
  type ScreenModel,
  unchanged,
  withNotice,
} from '../screen/screen-state.ts';
import { textEditor } from '../screen/text-editor.ts';
import { textField } from '../screen/text-field.ts';
import type { Key } from '../terminal/input-event.ts';
import { copiedText } from './diff-copy.ts';
import { fileOf, nextOfType, presentLine } from './diff-document.ts';
import { contentOf, type DiffContent, type DiffPane } from './diff-pane.ts';
import { readAgain, withPane } from './diff-pane-act.ts';
import { pressInComment, pressInSearch } from './diff-pane-inputs.ts';
import { diffLayout, furthestLeft } from './diff-pane-layout.ts';
import { atMatch, nextMatch } from './diff-search.ts';

/** A key in the pane. */
export function pressInDiff(model: ScreenModel, pane: DiffPane, key: Key): Act {
  if (pane.input.type === 'search') return pressInSearch(model, pane, key);
  if (pane.input.type === 'comment') return pressInComment(model, pane, key);
  // What was told is read by whoever goes on.
  const read = model.notice === null ? model : { ...model, notice: null };
  const text = keyText(key);
  if (text === 'q' || text === 'D') return closeOverlay(read);
  if (text === 'r') return readAgain(read, pane);
  const content = contentOf(pane);
  if (content === null || content.document.rows.length === 0) return unchanged(read);
  const moved = movedBy(text, { model, pane, content });
  if (moved !== null) return withPane(read, { ...pane, ...moved });
  return verb(read, text, { pane, content });
}

/** Esc puts away what is typed, then what is looked for, then the pane. */
export function closeDiff(model: ScreenModel, pane: DiffPane): Act {
  const { input } = pane;
  if (input.type === 'comment') {
    return withPane(model, { ...pane, input: { type: 'none' }, draft: input.text });
  }
  if (input.type === 'search') return withPane(model, { ...pane, input: { type: 'none' } });
  if (pane.search) return withPane(model, { ...pane, search: null });
  return closeOverlay(model);
}

type Place = {
  readonly model: ScreenModel;
  readonly pane: DiffPane;
  readonly content: DiffContent;
};

/** Cells. */
const sidewaysStep = 8;

type Moved = Partial<Pick<DiffPane, 'cursor' | 'left'>>;

/** Null for a key that moves nothing. */
function movedBy(text: string, { model, pane, content }: Place): Moved | null {
  const { document } = content;
  const last = document.rows.length - 1;
  const to = (cursor: number) => ({ cursor: Math.min(Math.max(0, cursor), last) });
  const page = Math.max(1, diffLayout(model, pane, content).body.rows - 2);
  const next = (type: 'file' | 'hunk', by: 1 | -1) =>
    to(nextOfType(document, { from: pane.cursor, by, type }) ?? pane.cursor);
  switch (text) {
    case 'Down':
    case 'j':
      return to(pane.cursor + 1);
    case 'Up':
    case 'k':
      return to(pane.cursor - 1);
    case 'PageDown':
    case 'Space':
      return to(pane.cursor + page);
    case 'PageUp':
      return to(pane.cursor - page);
    case 'Home':
    case 'g':
      return to(0);
    case 'End':
    case 'G':
      return to(last);
    case 'Tab':
      return next('file', 1);
    case 'Shift+Tab':
      return next('file', -1);
    case '}':
      return next('hunk', 1);
    case '{':
      return next('hunk', -1);
    case 'n':
    case 'N': {
      const row = nextMatch(pane, text === 'n' ? 1 : -1);
      return row === null ? {} : atMatch(pane, row, { screen: model, content });
    }
    case 'Right':
    case 'l':
      return {
        left: Math.max(
          pane.left,
          Math.min(pane.left + sidewaysStep, furthestLeft(model, pane, content)),
        ),
      };
    case 'Left':
    case 'h':
      return { left: Math.max(0, pane.left - sidewaysStep) };
    default:
      return null;
  }
}

function verb(
  model: ScreenModel,
  text: string,
  { pane, content }: Pick<Place, 'pane' | 'content'>,
): Act {
  switch (text) {
    case '/':
      return withPane(model, { ...pane, input: { type: 'search', field: textField('') } });
    case 'c':
    case 'Enter':
      return comment(model, pane, 'line');
    case 'C':
      return comment(model, pane, 'hunk');
    case 'y':
      return copy(model, pane, content, 'line');
    case 'Y':
      return copy(model, pane, content, 'hunk');
    case 'e':
      return edit(model, pane, content);
    default:
      return unchanged(model);
  }
}

function comment(model: ScreenModel, pane: DiffPane, on: 'line' | 'hunk'): Act {
  const agent = agentOf(model, pane.agent);
  if (agent === null) return unchanged(model);
  if (!isLive(agent)) {
    const key = keyFor(model.bindings, 'resume');
    return withNotice(model, `${agent.name} has ended: ${key} in the grid resumes it.`);
  }
  const text = pane.draft ?? textEditor('');
  return withPane(model, { ...pane, input: { type: 'comment', on, text }, draft: null });
}

/** The line as it stands in the file, or the hunk as a patch has it; elsewhere the file's path. */
function copy(
  model: ScreenModel,
  { cursor }: DiffPane,
  { document }: DiffContent,
  what: 'line' | 'hunk',
): Act {
  const text = copiedText(document, cursor, what);
  return text === null || text.trim() === ''
    ? withNotice(model, 'There is nothing to copy here.')
    : copyText(model, text);
}

function edit(model: ScreenModel, { cursor }: DiffPane, { document, folder }: DiffContent): Act {
  const file = fileOf(document, document.rows[cursor]);
  if (file === null) return unchanged(model);
  if (file.kind === 'deleted') return withNotice(model, `${file.path} is deleted.`);
  const path = `${folder}/${file.path}`;
  return { model, effects: [{ type: 'edit-file', path, line: presentLine(document, cursor) }] };
}
