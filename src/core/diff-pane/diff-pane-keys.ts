import { type DiffVerb, diffTable } from '../overlay-keys/diff-table.ts';
import { actionOf, isClosing } from '../overlay-keys/key-row.ts';
import { keyFor } from '../screen/bindings.ts';
import { copyText } from '../screen/copying.ts';
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
  if (isClosing(key)) return closeDiff(model, pane);
  if (pane.input.type === 'search') return pressInSearch(model, pane, key);
  if (pane.input.type === 'comment') return pressInComment(model, pane, key);
  // What was told is read by whoever goes on.
  const read = model.notice === null ? model : { ...model, notice: null };
  const action = actionOf(diffTable, key);
  if (action === null) return unchanged(read);
  if (action === 'close' || action === 'leave') return closeOverlay(read);
  if (action === 'again') return readAgain(read, pane);
  const content = contentOf(pane);
  if (content === null || content.document.rows.length === 0) return unchanged(read);
  return verbs[action]({ model: read, pane, content });
}

/** Esc puts away what is typed, then what is looked for, then the pane. */
function closeDiff(model: ScreenModel, pane: DiffPane): Act {
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

/** What can be done where there are lines. */
const verbs: Readonly<Record<DiffVerb, (place: Place) => Act>> = {
  on: (place) => moved(place, 1),
  back: (place) => moved(place, -1),
  'page-on': (place) => moved(place, pageRows(place)),
  'page-back': (place) => moved(place, -pageRows(place)),
  first: (place) => lookAt(place, 0),
  last: (place) => lookAt(place, lastRow(place)),
  'next-file': (place) => toNext(place, 'file', 1),
  'previous-file': (place) => toNext(place, 'file', -1),
  'next-hunk': (place) => toNext(place, 'hunk', 1),
  'previous-hunk': (place) => toNext(place, 'hunk', -1),
  'next-match': (place) => toMatch(place, 1),
  'previous-match': (place) => toMatch(place, -1),
  right: moveRight,
  left: ({ model, pane }) =>
    withPane(model, { ...pane, left: Math.max(0, pane.left - sidewaysStep) }),
  search: ({ model, pane }) =>
    withPane(model, { ...pane, input: { type: 'search', field: textField('') } }),
  comment: ({ model, pane }) => comment(model, pane, 'line'),
  'comment-hunk': ({ model, pane }) => comment(model, pane, 'hunk'),
  copy: (place) => copy(place, 'line'),
  'copy-hunk': (place) => copy(place, 'hunk'),
  edit,
};

function pageRows({ model, pane, content }: Place): number {
  return Math.max(1, diffLayout(model, pane, content).body.rows - 2);
}

function lastRow({ content }: Place): number {
  return content.document.rows.length - 1;
}

function lookAt(place: Place, row: number): Act {
  const cursor = Math.min(Math.max(0, row), lastRow(place));
  return withPane(place.model, { ...place.pane, cursor });
}

function moved(place: Place, by: number): Act {
  return lookAt(place, place.pane.cursor + by);
}

function toNext(place: Place, type: 'file' | 'hunk', by: 1 | -1): Act {
  const { cursor } = place.pane;
  return lookAt(place, nextOfType(place.content.document, { from: cursor, by, type }) ?? cursor);
}

function toMatch({ model, pane, content }: Place, by: 1 | -1): Act {
  const row = nextMatch(pane, by);
  return withPane(model, row === null ? pane : atMatch(pane, row, { screen: model, content }));
}

/** Cells. */
const sidewaysStep = 8;

function moveRight({ model, pane, content }: Place): Act {
  const furthest = furthestLeft(model, pane, content);
  const left = Math.max(pane.left, Math.min(pane.left + sidewaysStep, furthest));
  return withPane(model, { ...pane, left });
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
function copy({ model, pane, content }: Place, what: 'line' | 'hunk'): Act {
  const text = copiedText(content.document, pane.cursor, what);
  return text === null || text.trim() === ''
    ? withNotice(model, 'There is nothing to copy here.')
    : copyText(model, text);
}

function edit({ model, pane: { cursor }, content: { document, folder } }: Place): Act {
  const file = fileOf(document, document.rows[cursor]);
  if (file === null) return unchanged(model);
  if (file.kind === 'deleted') return withNotice(model, `${file.path} is deleted.`);
  const path = `${folder}/${file.path}`;
  return { model, effects: [{ type: 'edit-file', path, line: presentLine(document, cursor) }] };
}
