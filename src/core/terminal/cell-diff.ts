import { isSure, isUnsteady } from '../screen/glyphs.ts';
import { blank, type Cells, tail, wideBit, wordsPerCell } from './cells.ts';
import type { CellTables } from './row-decoder.ts';

/** What the terminal's cursor is like after all that was written. -1 is a place that is not known. */
export type Brush = { x: number; y: number; pen: number; sure: boolean };

export const unknownBrush = (): Brush => ({ x: -1, y: -1, pen: 0, sure: false });

/** Shorter runs of blanks cost less as blanks. */
const eraseThreshold = 10;

/** Erasing to the end of a row takes three bytes. */
const rowEndThreshold = 3;

/** A jump costs about as many bytes as this many cells. */
const bridgeLimit = 4;

/**
 * The bytes that make a terminal which shows `shown` show `wanted`; `shown` becomes equal to `wanted`, and `brush` is
 * moved along. Both grids have the same size. The terminal must be at the brush's pen.
 */
export function paintChanges(
  shown: Cells,
  wanted: Cells,
  { tables, brush }: { readonly tables: CellTables; readonly brush: Brush },
): string {
  const painting = { shown: shown.words, wanted: wanted.words, tables, brush };
  let output = '';
  for (let y = 0; y < wanted.rows; y += 1) {
    if (isSameRow(shown, wanted, y)) continue;
    output += paintRowChanges(painting, {
      start: y * wanted.columns * wordsPerCell,
      y,
      columns: wanted.columns,
    });
  }
  return output;
}

function isSameRow(shown: Cells, wanted: Cells, y: number): boolean {
  const rowWords = wanted.columns * wordsPerCell;
  const left = shown.words;
  const right = wanted.words;
  for (let offset = y * rowWords; offset < (y + 1) * rowWords; offset += 1) {
    if (left[offset] !== right[offset]) return false;
  }
  return true;
}

type Painting = {
  readonly shown: Uint32Array;
  readonly wanted: Uint32Array;
  readonly tables: CellTables;
  readonly brush: Brush;
};

function paintRowChanges(painting: Painting, row: RowPlace): string {
  const { shown, wanted } = painting;
  let output = '';
  // Up to here an emoji painted just now may have been drawn over its neighbours.
  let smudgedUntil = 0;
  for (let x = 0; x < row.columns; ) {
    const offset = row.start + x * wordsPerCell;
    const glyph = wanted[offset] ?? blank;
    const pen = wanted[offset + 1] ?? 0;
    const width = glyph & wideBit ? 2 : 1;
    if (x >= smudgedUntil && shown[offset] === glyph && shown[offset + 1] === pen) {
      x += width;
      continue;
    }
    const erased = glyph === blank && pen === 0 ? erasableRun(painting, row, x) : 0;
    output += moveTo(painting, row, x, glyph);
    if (erased > 0) {
      output += eraseRun(painting, row, x, erased);
    } else {
      output += writeCell(painting, row, x, { glyph, pen, width });
      smudgedUntil = Math.max(smudgedUntil, x + width + painting.tables.glyphs.overhangOf(glyph));
    }
    x += erased > 0 ? erased : width;
  }
  return output;
}

function writeCell(
  painting: Painting,
  row: RowPlace,
  x: number,
  cell: { readonly glyph: number; readonly pen: number; readonly width: number },
): string {
  const { tables, brush } = painting;
  const { glyph, width } = cell;
  copyCells(painting, row.start + x * wordsPerCell, width);
  // A terminal waits in its last column, and is in no column that can be counted from.
  brush.x = x + width < row.columns ? x + width : -1;
  brush.sure = isSure(glyph);
  // In a terminal that takes the emoji for narrow the second cell must not keep what it showed.
  const erase = width === 2 && isUnsteady(glyph) ? '\x1b[2X' : '';
  return penChange(painting, glyph, cell.pen) + erase + tables.glyphs.textOf(glyph);
}

type RowPlace = { readonly start: number; readonly y: number; readonly columns: number };

function copyCells({ shown, wanted }: Painting, offset: number, columns: number): void {
  for (let word = offset; word < offset + columns * wordsPerCell; word += 1) {
    shown[word] = wanted[word] ?? 0;
  }
}

/** Whether the glyph looks the same in the pen that the terminal has. */
function fitsPen({ tables, brush }: Painting, glyph: number, pen: number): boolean {
  return pen === brush.pen || (glyph === blank && pen === 0 && tables.pens.isPlainBlank(brush.pen));
}

function penChange(painting: Painting, glyph: number, pen: number): string {
  if (fitsPen(painting, glyph, pen)) return '';
  const { tables, brush } = painting;
  const change = tables.pens.between(brush.pen, pen);
  brush.pen = pen;
  return change;
}

/** How many cells from `x` on are better erased than written as blanks; 0 for none. Ends at a changed cell or the row's end. */
function erasableRun({ shown, wanted }: Painting, row: RowPlace, x: number): number {
  let end = x;
  let changedEnd = x;
  for (; end < row.columns; end += 1) {
    const offset = row.start + end * wordsPerCell;
    if (wanted[offset] !== blank || wanted[offset + 1] !== 0) break;
    if (shown[offset] !== blank || shown[offset + 1] !== 0) changedEnd = end + 1;
  }
  const length = end === row.columns ? end - x : changedEnd - x;
  const threshold = end === row.columns ? rowEndThreshold : eraseThreshold;
  return changedEnd - x > threshold ? length : 0;
}

function eraseRun(painting: Painting, row: RowPlace, x: number, length: number): string {
  const { tables, brush } = painting;
  // Erasing paints the current background in most terminals, and more than that in some.
  const change = tables.pens.between(brush.pen, 0);
  brush.pen = 0;
  copyCells(painting, row.start + x * wordsPerCell, length);
  return `${change}\x1b[${x + length === row.columns ? 'K' : `${length}X`}`;
}

/** Brings the cursor to a cell of the row. Rewrites a short gap of plain cells of the same pen rather than jump. */
function moveTo(painting: Painting, row: RowPlace, x: number, glyph: number): string {
  const { brush } = painting;
  const isInRow = brush.y === row.y;
  // Only a terminal in which they are wide could be off, and it would be for the whole run.
  const continuesRun = !isSure(glyph) && !isUnsteady(glyph);
  if (isInRow && brush.x === x && (brush.sure || continuesRun)) return '';
  const gap = isInRow && brush.sure && brush.x >= 0 ? x - brush.x : 0;
  const bridge = gap > 0 && gap <= bridgeLimit ? bridgeText(painting, row, x, gap) : null;
  brush.x = x;
  brush.y = row.y;
  brush.sure = true;
  if (bridge !== null) return bridge;
  return isInRow ? moveInRow(x, gap) : `\x1b[${row.y + 1}${x === 0 ? '' : `;${x + 1}`}H`;
}

/** `gap` is how many cells ahead `x` is, 0 when that is not known. */
function moveInRow(x: number, gap: number): string {
  const absolute = x === 0 ? '\r' : `\x1b[${x + 1}G`;
  const relative = gap === 1 ? '\x1b[C' : `\x1b[${gap}C`;
  return gap > 0 && relative.length <= absolute.length ? relative : absolute;
}

function bridgeText(painting: Painting, row: RowPlace, x: number, gap: number): string | null {
  let text = '';
  for (let column = x - gap; column < x; column += 1) {
    const offset = row.start + column * wordsPerCell;
    const glyph = painting.wanted[offset] ?? tail;
    const isAscii = glyph >= blank && glyph <= 0x7e;
    if (!isAscii || !fitsPen(painting, glyph, painting.wanted[offset + 1] ?? 0)) return null;
    text += String.fromCharCode(glyph);
  }
  return text;
}
