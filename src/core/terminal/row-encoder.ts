import { clustersOf, codePointWidth } from '../text/text-width.ts';
import type { Row } from './frame.ts';
import { defaultPen, type Pen, sgrBetween } from './pen.ts';

/**
 * One cell of an emulator's screen. `text` is one cluster, '' for a blank; `columns` is 0 for the
 * second half of a wide cell. Equal pens should be the same object: the encoder compares by
 * identity.
 */
export type Cell = { readonly text: string; readonly columns: number; readonly pen: Pen };

/**
 * A row of cells as styled text, without the blanks at its end that show nothing. `cellAt` may hand
 * out the same object each time. Nothing in a cell can reorder, hide or move what stands beside it.
 */
export function encodeRow(columns: number, cellAt: (x: number) => Cell): Row {
  let row = '';
  let blanks = '';
  let pen = defaultPen;
  let previous = '';
  for (let x = 0; x < columns; x += 1) {
    const cell = cellAt(x);
    if (cell.columns === 0) continue;
    const text = cell.columns > columns - x ? ' ' : shownText(cell.text);
    if (text === ' ' && isUnseenOnBlanks(cell.pen) && isUnseenOnBlanks(pen)) {
      blanks += ' ';
      previous = '';
      continue;
    }
    row += blanks + styleChange(pen, cell.pen);
    if (isOneCluster(previous, text)) row += apart(cell.pen);
    row += text;
    blanks = '';
    previous = text;
    pen = cell.pen;
  }
  return row + styleChange(pen, defaultPen);
}

/** Whether a reader would make one cluster of two cells, e.g. of the halves of a flag. */
function isOneCluster(left: string, right: string): boolean {
  return left > '~' && right > '~' && clustersOf(left + right).length === 1;
}

/** A change of style that changes nothing ends a cluster. */
function apart(pen: Pen): string {
  return `\x1b[m${styleChange(defaultPen, pen)}`;
}

/** What a row says, without its styles. */
export function plainRow(row: Row): string {
  return row.replace(/\p{Cc}\[[\d;:]*m/gu, '');
}

/**
 * Marks that would reorder the text around the tile: bidirectional controls, and separators that
 * some terminals obey.
 */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function shownText(text: string): string {
  const first = text.codePointAt(0);
  if (first === undefined) return ' ';
  if (text.length === 1 && first >= 0x20 && first < 0x7f) return text;
  // A mark on its own would sit on the cell before it, and that may belong to the tile's border.
  if (codePointWidth(first) === 0) return ' ';
  return text.replace(unsafe, '');
}

/** Whether a blank in that style looks like one in the default style. */
function isUnseenOnBlanks(pen: Pen): boolean {
  return pen.background === 0 && pen.underline === 0 && (pen.attributes & marksOnBlanks) === 0;
}

/** Inverse, strike-through, overline: bits of `attributes` in pen.ts. */
const marksOnBlanks = 16 | 64 | 128;

const changes = new WeakMap<Pen, WeakMap<Pen, string>>();

function styleChange(from: Pen, to: Pen): string {
  if (from === to) return '';
  let known = changes.get(from);
  if (!known) {
    known = new WeakMap();
    changes.set(from, known);
  }
  let change = known.get(to);
  if (change === undefined) {
    change = sgrBetween(from, to);
    known.set(to, change);
  }
  return change;
}
