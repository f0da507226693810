import { glyphTable } from '../core/screen/glyphs.ts';
import type { Picture, TilePicture } from '../core/screen/picture.ts';
import { type Brush, paintChanges, unknownBrush } from '../core/terminal/cell-diff.ts';
import {
  blankCells,
  type Cells,
  changePens,
  eraseSpan,
  insideOf,
  paintRow,
} from '../core/terminal/cells.ts';
import type { ColorDepth } from '../core/terminal/color-depth.ts';
import type { Cursor } from '../core/terminal/frame.ts';
import { penTable } from '../core/terminal/pens.ts';
import { type CellTables, decodeRow } from '../core/terminal/row-decoder.ts';
import { clipText } from '../core/text/text-width.ts';

export type Compositor = {
  /** The least bytes that make the terminal show the picture; '' when it does already. */
  readonly compose: (picture: Picture) => string;
  /** The terminal shows something else by now: the next picture is painted whole. */
  readonly forget: () => void;
};

/** Rows of all tiles of a large screen, and those of the frame before. */
const rowMemoryLimit = 2000;

/** Terminals without synchronized updates would show the cursor running over a frame longer than this. */
const hiddenCursorThreshold = 1000;

const titleLimitCells = 120;

type Memory = {
  readonly tables: CellTables;
  /** The decoded cells of a styled line. */
  readonly cellsOf: (row: string) => Uint32Array;
};

type Shown = {
  readonly cells: Cells;
  readonly brush: Brush;
  cursor: Cursor | null | 'unknown';
  shape: string;
};

export function compositor({ colorDepth }: { readonly colorDepth: ColorDepth }): Compositor {
  let memory = newMemory(colorDepth);
  let shown: Shown | null = null;
  let title: string | null = null;
  let wanted = blankCells(0, 0);
  return {
    forget() {
      shown = null;
      title = null;
    },
    compose(picture) {
      if (picture.columns < 1 || picture.rows < 1) return '';
      if (memory.tables.pens.isFull() || memory.tables.glyphs.isFull()) {
        memory = newMemory(colorDepth);
        shown = null;
      }
      if (!hasSize(wanted, picture)) wanted = blankCells(picture.columns, picture.rows);
      let start = '';
      if (!shown || !hasSize(shown.cells, picture)) {
        shown = newShown(picture);
        start = '\x1b[m\x1b[H\x1b[2J';
      }
      paint(wanted, picture, memory);
      const cells =
        start + paintChanges(shown.cells, wanted, { tables: memory.tables, brush: shown.brush });
      const titleChange = picture.title === title ? '' : titleBytes(picture.title);
      title = picture.title;
      return titleChange + frameBytes(cells, shown, picture.cursor);
    },
  };
}

function hasSize(cells: Cells, picture: Picture): boolean {
  return cells.columns === picture.columns && cells.rows === picture.rows;
}

function newShown({ columns, rows }: Picture): Shown {
  return { cells: blankCells(columns, rows), brush: unknownBrush(), cursor: 'unknown', shape: '' };
}

function newMemory(colorDepth: ColorDepth): Memory {
  const tables = { glyphs: glyphTable(), pens: penTable(colorDepth) };
  let recent = new Map<string, Uint32Array>();
  let older = new Map<string, Uint32Array>();
  return {
    tables,
    cellsOf(row) {
      const known = recent.get(row);
      if (known) return known;
      const cells = older.get(row) ?? decodeRow(row, tables);
      if (recent.size >= rowMemoryLimit) {
        older = recent;
        recent = new Map();
      }
      recent.set(row, cells);
      return cells;
    },
  };
}

function paint(cells: Cells, picture: Picture, { cellsOf, tables }: Memory): void {
  const chrome = picture.chrome.split('\n');
  const whole = { x: 0, y: 0, columns: cells.columns, rows: cells.rows };
  const paintChrome = (rectangle: Picture['covers'][number]) => {
    const { x, y, columns, rows } = insideOf(cells, rectangle);
    for (let line = y; line < y + rows; line += 1) {
      eraseSpan(cells, { x, y: line, columns });
      paintRow(cells, { x, y: line, columns }, cellsOf(chrome[line] ?? ''), x);
    }
  };
  paintChrome(whole);
  for (const tile of picture.tiles) {
    paintTile(cells, tile, cellsOf);
    paintSelected(cells, tile, tables.pens.inverted);
  }
  for (const cover of picture.covers) paintChrome(cover);
  for (const slot of picture.slots) {
    const { x, y, columns, rows } = insideOf(cells, { ...slot, rows: 1 });
    if (rows > 0) paintRow(cells, { x, y, columns }, cellsOf(slot.text), x - slot.x);
  }
}

function paintTile(cells: Cells, tile: TilePicture, cellsOf: Memory['cellsOf']): void {
  const { x, y, columns, rows } = insideOf(cells, tile.rectangle);
  const { frame } = tile;
  for (let line = y; line < y + rows; line += 1) {
    eraseSpan(cells, { x, y: line, columns });
    const from = tile.left + x - tile.rectangle.x;
    const row = frame.lines[tile.top + line - tile.rectangle.y] ?? '';
    const fitting = Math.min(columns, frame.columns - from);
    paintRow(cells, { x, y: line, columns: fitting }, cellsOf(row), from);
  }
}

function paintSelected(
  cells: Cells,
  { rectangle, left, top, selected }: TilePicture,
  inverted: (pen: number) => number,
): void {
  const shown = insideOf(cells, rectangle);
  for (const span of selected) {
    const y = rectangle.y + span.y - top;
    const x = Math.max(shown.x, rectangle.x + span.x - left);
    const end = Math.min(shown.x + shown.columns, rectangle.x + span.x - left + span.columns);
    if (y < shown.y || y >= shown.y + shown.rows || end <= x) continue;
    changePens(cells, { x, y, columns: end - x }, inverted);
  }
}

const shapeCodes = { block: 1, underline: 3, bar: 5 } as const;

function frameBytes(cells: string, shown: Shown, cursor: Cursor | null): string {
  const wasVisible = shown.cursor !== null && shown.cursor !== 'unknown';
  const hides = cells.length > hiddenCursorThreshold && wasVisible;
  if (hides) shown.cursor = null;
  const placed = cursorBytes(shown, cursor);
  if (cells === '') return placed;
  return `\x1b[?2026h${hides ? '\x1b[?25l' : ''}${cells}${placed}\x1b[?2026l`;
}

function cursorBytes(shown: Shown, cursor: Cursor | null): string {
  const { brush } = shown;
  const before = shown.cursor;
  shown.cursor = cursor;
  if (!cursor) return before === null ? '' : '\x1b[?25l';
  const isThere = brush.sure && brush.x === cursor.x && brush.y === cursor.y;
  const move = isThere ? '' : `\x1b[${cursor.y + 1};${cursor.x + 1}H`;
  brush.x = cursor.x;
  brush.y = cursor.y;
  brush.sure = true;
  const shape = `\x1b[${shapeCodes[cursor.shape] + (cursor.blinks ? 0 : 1)} q`;
  const shapeChange = shape === shown.shape ? '' : shape;
  shown.shape = shape;
  return `${move}${shapeChange}${before === null || before === 'unknown' ? '\x1b[?25h' : ''}`;
}

/** Agents name themselves in titles: nothing of theirs may end the sequence early. */
function titleBytes(title: string): string {
  const plain = title.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '');
  return `\x1b]2;${clipText(plain, titleLimitCells)}\x1b\\`;
}
