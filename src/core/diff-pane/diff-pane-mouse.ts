import { type Act, type ScreenModel, unchanged } from '../screen/screen-state.ts';
import type { Mouse } from '../terminal/input-event.ts';
import { contentOf, type DiffContent, type DiffPane } from './diff-pane.ts';
import { withPane } from './diff-pane-act.ts';
import { pressInDiff } from './diff-pane-keys.ts';
import { diffLayout, firstRow } from './diff-pane-layout.ts';
import { firstFile } from './diff-pane-list.ts';

/** Rows of one step of the wheel. */
const wheelRows = 3;

/**
 * The wheel moves the cursor; a click puts it on a row, or on a file of the list. One on the cursor's own row does what
 * Enter does.
 */
export function takeMouseInDiff(model: ScreenModel, pane: DiffPane, mouse: Mouse): Act {
  const content = contentOf(pane);
  if (content === null || pane.input.type !== 'none') return unchanged(model);
  const last = content.document.rows.length - 1;
  const under = rowUnder(model, { pane, content, mouse });
  if (under === null || last < 0) return unchanged(model);
  if (under.in === 'lines' && under.row === pane.cursor && mouse.action === 'press') {
    return pressInDiff(model, pane, { name: 'Enter', ctrl: false, alt: false, shift: false });
  }
  return withPane(model, { ...pane, cursor: Math.min(Math.max(0, under.row), last) });
}

type Pointed = {
  readonly pane: DiffPane;
  readonly content: DiffContent;
  readonly mouse: Mouse;
};

type RowUnder = { readonly in: 'lines' | 'list'; readonly row: number };

function rowUnder(model: ScreenModel, { pane, content, mouse }: Pointed): RowUnder | null {
  if (mouse.action === 'wheel-down') return { in: 'lines', row: pane.cursor + wheelRows };
  if (mouse.action === 'wheel-up') return { in: 'lines', row: pane.cursor - wheelRows };
  if (mouse.action !== 'press' || mouse.button !== 'left') return null;
  const { list, body } = diffLayout(model, pane, content);
  const { rows } = content.document;
  // The title has the first row.
  const y = mouse.y - 1;
  const isBeside = list.place === 'beside';
  const listRows = isBeside ? list.rows : list.rows - 1;
  const isInList =
    list.place !== 'none' && y >= 0 && y < listRows && (!isBeside || mouse.x < list.columns);
  if (isInList) {
    const file = firstFile(pane, content, listRows) + y;
    const row = rows.findIndex((one) => one.type === 'file' && one.file === file);
    return row === -1 ? null : { in: 'list', row };
  }
  const bodyY = isBeside ? y : y - list.rows;
  if (bodyY < 0 || bodyY >= body.rows) return null;
  const row = firstRow(pane, { rows: body.rows, count: rows.length }) + bodyY;
  return row < rows.length ? { in: 'lines', row } : null;
}
