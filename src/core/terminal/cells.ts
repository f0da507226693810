import type { Rectangle } from '../screen/picture.ts';

/**
 * A grid of character cells, two words each: a glyph word and a pen number (see glyphs.ts and pens.ts). A wide
 * cluster is its glyph followed by `tail`; both have the same pen, and neither ever stands without the other.
 */
export type Cells = {
  readonly columns: number;
  readonly rows: number;
  readonly words: Uint32Array;
};

export const wordsPerCell = 2;

/** The second half of a wide cluster. */
export const tail = 0;

/** A space, as a glyph word. */
export const blank = 0x20;

/** In a glyph word: the cluster takes two cells. */
export const wideBit = 1 << 22;

export function blankCells(columns: number, rows: number): Cells {
  const cells = { columns, rows, words: new Uint32Array(columns * rows * wordsPerCell) };
  for (let y = 0; y < rows; y += 1) eraseSpan(cells, { x: 0, y, columns });
  return cells;
}

/** Part of one row. It must lie inside the grid. */
export type Span = { readonly x: number; readonly y: number; readonly columns: number };

/** Default-styled blanks; a wide cluster cut by an end of the span becomes a blank outside it, too. */
export function eraseSpan(cells: Cells, span: Span): void {
  if (span.columns <= 0) return;
  const start = offsetOf(cells, span.x, span.y);
  const end = start + span.columns * wordsPerCell;
  for (let offset = start; offset < end; offset += wordsPerCell) {
    cells.words[offset] = blank;
    cells.words[offset + 1] = 0;
  }
  mendNeighbours(cells, span);
}

/**
 * Lays the cells of a row, from its column `from` on, over the span; columns that the row does not have stay as they
 * are. A wide cluster cut by an edge becomes a blank on both sides of it.
 */
export function paintRow(cells: Cells, span: Span, row: Uint32Array, from: number): void {
  const columns = Math.min(span.columns, row.length / wordsPerCell - from);
  if (columns <= 0) return;
  const { words } = cells;
  const start = offsetOf(cells, span.x, span.y);
  words.set(row.subarray(from * wordsPerCell, (from + columns) * wordsPerCell), start);
  if (words[start] === tail) words[start] = blank;
  const last = start + (columns - 1) * wordsPerCell;
  if (((words[last] ?? 0) & wideBit) !== 0) words[last] = blank;
  mendNeighbours(cells, { x: span.x, y: span.y, columns });
}

/** Gives each cell of the span another pen. It must lie inside the grid. */
export function changePens(cells: Cells, span: Span, penAfter: (pen: number) => number): void {
  const start = offsetOf(cells, span.x, span.y);
  const end = start + span.columns * wordsPerCell;
  for (let offset = start; offset < end; offset += wordsPerCell) {
    cells.words[offset + 1] = penAfter(cells.words[offset + 1] ?? 0);
  }
}

/** The part of a rectangle that lies inside the grid. */
export function insideOf(cells: Cells, rectangle: Rectangle): Rectangle {
  const x = Math.max(0, rectangle.x);
  const y = Math.max(0, rectangle.y);
  return {
    x,
    y,
    columns: Math.max(0, Math.min(cells.columns, rectangle.x + rectangle.columns) - x),
    rows: Math.max(0, Math.min(cells.rows, rectangle.y + rectangle.rows) - y),
  };
}

function offsetOf(cells: Cells, x: number, y: number): number {
  return (y * cells.columns + x) * wordsPerCell;
}

/** Halves of wide clusters that a painted span left outside itself. */
function mendNeighbours({ words, columns: gridColumns }: Cells, { x, y, columns }: Span): void {
  const left = (y * gridColumns + x - 1) * wordsPerCell;
  if (x > 0 && ((words[left] ?? 0) & wideBit) !== 0) words[left] = blank;
  const right = (y * gridColumns + x + columns) * wordsPerCell;
  if (x + columns < gridColumns && words[right] === tail) words[right] = blank;
}
