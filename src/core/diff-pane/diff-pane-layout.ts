import type { DiffLine } from '../diff/diff.ts';
import type { Area } from '../screen/grid-layout.ts';
import { textWidth } from '../text/text-width.ts';
import { visiblePart } from '../text/visible-text.ts';
import { lineOf } from './diff-document.ts';
import type { DiffContent, DiffPane } from './diff-pane.ts';

/** Where the parts of the pane stand; the title has the first row, the keys the last. */
export type DiffLayout = {
  /** Beside the lines, above them, or nowhere for want of room. */
  readonly list: { readonly place: 'beside' | 'above' | 'none' } & Area;
  readonly body: Area;
  /** What is typed in: above the keys. */
  readonly inputRows: number;
};

/** Below that a list beside the lines would leave them too little. Cells. */
const besideColumns = 100;

const widestList = 38;

/** Rows of a list above the lines, with the rule below it. */
const listRowsAbove = 6;

/** Few enough for the rest of a small screen to be read. */
const leastBodyRows = 8;

/** A rule with a title, and lines to type in. */
const commentRows = 6;

export function diffLayout(screen: Area, pane: DiffPane, content: DiffContent): DiffLayout {
  const inputRows = pane.input.type === 'comment' ? commentRows : 0;
  const rows = Math.max(1, screen.rows - 2 - inputRows);
  const files = content.document.files.length;
  const { columns } = screen;
  if (columns >= besideColumns) {
    const listColumns = Math.min(widestList, Math.floor(columns / 3));
    return {
      list: { place: 'beside', columns: listColumns, rows },
      // A rule stands between them.
      body: { columns: columns - listColumns - 1, rows },
      inputRows,
    };
  }
  const listRows = Math.min(listRowsAbove, files + 1);
  if (files < 2 || rows - listRows < leastBodyRows) {
    return { list: { place: 'none', columns: 0, rows: 0 }, body: { columns, rows }, inputRows };
  }
  return {
    list: { place: 'above', columns, rows: listRows },
    body: { columns, rows: rows - listRows },
    inputRows,
  };
}

/** The first row in view, so that the cursor is, with some rows around it. */
export function firstRow(
  { cursor, top }: Pick<DiffPane, 'cursor' | 'top'>,
  { rows, count }: { readonly rows: number; readonly count: number },
): number {
  const margin = Math.min(3, Math.floor((rows - 1) / 2));
  const least = cursor - rows + 1 + margin;
  const kept = Math.min(Math.max(top, least), cursor - margin);
  return Math.max(0, Math.min(kept, count - rows));
}

/** How far lines are moved until the end of the widest one in view is seen. Cells. */
export function furthestLeft(screen: Area, pane: DiffPane, content: DiffContent): number {
  const { rows } = content.document;
  const { body } = diffLayout(screen, pane, content);
  const top = firstRow(pane, { rows: body.rows, count: rows.length });
  const shown = rows.slice(top, top + body.rows);
  const columns = shown.map((row) => {
    const line = lineOf(content.document, row);
    return line === null ? 0 : textWidth(visiblePart(line.text) + endWords(line));
  });
  return Math.max(0, ...columns) - (body.columns - codeColumn(digitsOf(content)));
}

/** Behind the last line of a file that does not end as it should. */
export function endWords({ end }: DiffLine): string {
  return end === 'none' ? ' (no line break)' : '';
}

/** Of the widest line number: the code of all files begins in one column. */
export function digitsOf({ document }: DiffContent): number {
  const numbers = document.files.map(({ hunks }) => {
    const last = hunks.at(-1)?.lines.at(-1);
    return Math.max(last?.newNumber ?? 0, last?.oldNumber ?? 0);
  });
  return `${Math.max(1, ...numbers)}`.length;
}

/** Cells before the code: the mark of the cursor, the number with a blank, the sign. */
export function codeColumn(digits: number): number {
  return 1 + digits + 2;
}
