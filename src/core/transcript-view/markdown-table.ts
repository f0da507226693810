import type { Tokens } from 'marked';
import { type PaneLine, panePiece, paneWidth } from '../screen/pane.ts';
import { filledLine } from '../screen/pane-clip.ts';
import { inlineLines } from './markdown-pieces.ts';
import { wrappedLine } from './wrapped-line.ts';

/** A cell broken more narrowly than that is no longer read. Cells. */
const leastColumns = 8;

const between = ' │ ';

/** A table in rows of at most `columns` cells; where it has no room even with broken cells, a line for each cell. */
export function tableRows(table: Tokens.Table, columns: number): readonly PaneLine[] {
  const header = table.header.map((cell) => cellLine(cell, 'title'));
  const rows = table.rows.map((row) => row.map((cell) => cellLine(cell, 'text')));
  const natural = header.map((_, at) =>
    Math.max(1, ...[header, ...rows].map((row) => paneWidth(row[at] ?? []))),
  );
  const widths = fittingWidths(natural, columns - between.length * (header.length - 1));
  if (widths === null) return listedRows(header, rows, columns);
  const rule = widths.map((width) => '─'.repeat(width)).join('─┼─');
  const look = { widths, align: table.align };
  return [
    ...rowLines(header, look),
    [panePiece('muted', rule)],
    ...rows.flatMap((row) => rowLines(row, look)),
  ];
}

function cellLine({ tokens }: Tokens.TableCell, role: 'title' | 'text'): PaneLine {
  return inlineLines(tokens, role).flatMap((line, index) =>
    index === 0 ? line : [panePiece(role, ' '), ...line],
  );
}

/** The widest columns give way first. */
function fittingWidths(natural: readonly number[], room: number): readonly number[] | null {
  const least = natural.map((width) => Math.min(width, leastColumns));
  if (sum(least) > room) return null;
  let limit = Math.max(...natural);
  while (sum(natural.map((width) => Math.min(width, limit))) > room) limit -= 1;
  return natural.map((width) => Math.min(width, limit));
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** Of one row, as many lines as its longest cell has. */
function rowLines(
  row: readonly PaneLine[],
  look: { readonly widths: readonly number[]; readonly align: Tokens.Table['align'] },
): readonly PaneLine[] {
  const cells = look.widths.map((width, at) => wrappedLine(row[at] ?? [], width, 0));
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, y) =>
    cells.flatMap((lines, at) => [
      ...(at === 0 ? [] : [panePiece('muted', between)]),
      ...aligned(lines[y] ?? [], look.widths[at] ?? 0, look.align[at] ?? null),
    ]),
  );
}

function aligned(cell: PaneLine, columns: number, align: Tokens.Table['align'][number]): PaneLine {
  const line = trimmed(cell);
  const free = Math.max(0, columns - paneWidth(line));
  const before = align === 'right' ? free : align === 'center' ? Math.floor(free / 2) : 0;
  const placed = before === 0 ? line : [panePiece('text', ' '.repeat(before)), ...line];
  return filledLine(placed, columns);
}

/** A line is broken behind a blank, which would move what is at the right. */
function trimmed(line: PaneLine): PaneLine {
  const last = line.at(-1);
  return last ? [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }] : line;
}

function listedRows(
  header: readonly PaneLine[],
  rows: readonly (readonly PaneLine[])[],
  columns: number,
): readonly PaneLine[] {
  return rows.flatMap((row, index) => [
    ...(index === 0 ? [] : [[]]),
    ...row.flatMap((cell, at) =>
      wrappedLine([...(header[at] ?? []), panePiece('muted', ': '), ...cell], columns, 2),
    ),
  ]);
}
