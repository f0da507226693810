import { clustersOf } from './text-width.ts';

/** A part of one line of a text that stands in one row; `end` is exclusive. UTF-16 units. */
export type TextRow = { readonly line: number; readonly start: number; readonly end: number };

/** A place in a text: between two characters, or at an end of the line. UTF-16 units. */
export type TextPlace = { readonly line: number; readonly at: number };

/**
 * A longer line is wrapped in pieces of this size, each begun on a row of its own, so that only what is near the
 * cursor has to be measured: a pasted file may be one line of a megabyte. UTF-16 units.
 */
const pieceSize = 4096;

/** No character has more. UTF-16 units. */
const longestCharacter = 64;

type Cluster = ReturnType<typeof clustersOf>[number];

/** As wide as a tab is drawn. Cells. */
const tabColumns = 4;

const joinsTheOneBefore = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|[\udc00-\udfff])/u;

/** The row of a place; where one row ends and the next begins, the next. */
export function rowAt(lines: readonly string[], place: TextPlace, columns: number): TextRow {
  const rows = rowsOfPiece(lines, place.line, pieceOf(lines[place.line] ?? '', place.at), columns);
  return rows.findLast((row) => row.start <= place.at) ?? emptyRow(place.line);
}

export function rowBefore(lines: readonly string[], row: TextRow, columns: number): TextRow | null {
  if (row.start > 0) {
    const before = { line: row.line, at: row.start - 1 };
    const piece = pieceOf(lines[row.line] ?? '', before.at);
    return (
      rowsOfPiece(lines, row.line, piece, columns).findLast(
        (candidate) => candidate.start < row.start,
      ) ?? null
    );
  }
  if (row.line === 0) return null;
  const line = row.line - 1;
  return rowAt(lines, { line, at: (lines[line] ?? '').length }, columns);
}

export function rowAfter(lines: readonly string[], row: TextRow, columns: number): TextRow | null {
  if (row.end < (lines[row.line] ?? '').length) {
    return rowAt(lines, { line: row.line, at: row.end }, columns);
  }
  return row.line + 1 < lines.length ? rowAt(lines, { line: row.line + 1, at: 0 }, columns) : null;
}

/** As it is drawn: tabs as blanks, and nothing that takes no cell by itself. */
export function drawnText(text: string): string {
  return clustersOf(text).map(drawnCluster).join('');
}

function drawnCluster(cluster: Cluster): string {
  if (cluster.text === '\t') return ' '.repeat(tabColumns);
  return cluster.columns > 0 ? cluster.text : '';
}

export function drawnColumns(text: string): number {
  return clustersOf(text).reduce((sum, cluster) => sum + columnsOf(cluster), 0);
}

/** The place in a row that is nearest to a column. */
export function placeAtColumn(lines: readonly string[], row: TextRow, column: number): TextPlace {
  const text = lines[row.line] ?? '';
  const isLastOfLine = row.end === text.length;
  let [at, columns] = [row.start, 0];
  for (const cluster of clustersOf(text.slice(row.start, row.end))) {
    const next = at + cluster.text.length;
    if (columns + columnsOf(cluster) > column || (next === row.end && !isLastOfLine)) break;
    at = next;
    columns += columnsOf(cluster);
  }
  return { line: row.line, at };
}

/** The end of the character that begins at `at`. */
export function characterAfter(text: string, at: number): number {
  const [first] = clustersOf(text.slice(at, at + longestCharacter));
  return at + (first?.text.length ?? 0);
}

/** The beginning of the character that ends at `at`. */
export function characterBefore(text: string, at: number): number {
  const last = clustersOf(text.slice(Math.max(0, at - longestCharacter), at)).at(-1);
  return at - (last?.text.length ?? 0);
}

function rowsOfPiece(
  lines: readonly string[],
  line: number,
  piece: number,
  columns: number,
): readonly TextRow[] {
  const text = lines[line] ?? '';
  const [start, end] = [pieceStart(text, piece), pieceStart(text, piece + 1)];
  const rows: TextRow[] = [];
  let rowStart = start;
  for (const length of wrappedLengths(text.slice(start, end), columns)) {
    rows.push({ line, start: rowStart, end: rowStart + length });
    rowStart += length;
  }
  return rows;
}

/** The lengths of the rows of a text, which break behind blanks, or anywhere in a longer word. */
function wrappedLengths(text: string, columns: number): readonly number[] {
  const lengths: number[] = [];
  let row = { length: 0, columns: 0 };
  /** Up to behind the last blank of the row. */
  let whole = row;
  for (const cluster of clustersOf(text)) {
    const width = columnsOf(cluster);
    if (row.columns + width > columns && row.length > 0) {
      const kept = whole.length > 0 ? whole : row;
      lengths.push(kept.length);
      row = { length: row.length - kept.length, columns: row.columns - kept.columns };
      whole = { length: 0, columns: 0 };
    }
    row = { length: row.length + cluster.text.length, columns: row.columns + width };
    if (cluster.text === ' ' || cluster.text === '\t') whole = row;
  }
  return [...lengths, row.length];
}

function columnsOf(cluster: Cluster): number {
  return cluster.text === '\t' ? tabColumns : cluster.columns;
}

function pieceOf(text: string, at: number): number {
  const piece = Math.floor(at / pieceSize);
  return piece > 0 && pieceStart(text, piece) > Math.min(at, text.length - 1) ? piece - 1 : piece;
}

/** Never within a character. */
function pieceStart(text: string, piece: number): number {
  let at = Math.min(piece * pieceSize, text.length);
  if (at === 0 || at === text.length) return at;
  const limit = at + longestCharacter;
  while (at < Math.min(limit, text.length) && isInside(text, at)) at += 1;
  return at;
}

function isInside(text: string, at: number): boolean {
  return joinsTheOneBefore.test(text.slice(at, at + 2)) || text[at - 1] === '\u200d';
}

function emptyRow(line: number): TextRow {
  return { line, start: 0, end: 0 };
}
