import {
  characterAfter,
  drawnText,
  rowAfter,
  rowAt,
  rowBefore,
  type TextRow,
} from '../text/text-rows.ts';
import type { TextEditor } from './text-editor.ts';

/** A row as it is drawn; around the character under the cursor, which is a blank behind the last one. */
export type ShownRow =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'cursor';
      readonly before: string;
      readonly under: string;
      readonly after: string;
    };

export type ShownText = {
  readonly rows: readonly ShownRow[];
  /** Whether there is more above and below of what is shown. */
  readonly above: boolean;
  readonly below: boolean;
};

/** The cursor has a cell behind a full row. */
export function rowColumns(columns: number): number {
  return Math.max(1, columns - 1);
}

/**
 * As much of a text as has room, with the cursor in the middle row where the text is long enough: so nothing but the
 * cursor says what is in view, and only as many rows are measured as are shown.
 */
export function shownText(
  editor: TextEditor,
  room: { readonly columns: number; readonly rows: number },
): ShownText {
  const { lines, cursor } = editor;
  const columns = rowColumns(room.columns);
  const current = rowAt(lines, cursor, columns);
  const others = Math.max(0, room.rows - 1);
  const before = followed(current, (row) => rowBefore(lines, row, columns), others + 1);
  const after = followed(current, (row) => rowAfter(lines, row, columns), others + 1);
  const half = Math.floor(others / 2);
  const aboveRows = Math.min(before.length, Math.max(half, others - after.length));
  const belowRows = Math.min(after.length, others - aboveRows);
  const rows = [...before.slice(0, aboveRows).toReversed(), current, ...after.slice(0, belowRows)];
  return {
    rows: rows.map((row) => shownRow(editor, row, row === current)),
    above: before.length > aboveRows,
    below: after.length > belowRows,
  };
}

function followed(
  start: TextRow,
  next: (row: TextRow) => TextRow | null,
  limit: number,
): readonly TextRow[] {
  const rows: TextRow[] = [];
  for (let row = next(start); row !== null && rows.length < limit; row = next(row)) rows.push(row);
  return rows;
}

function shownRow({ lines, cursor }: TextEditor, row: TextRow, hasCursor: boolean): ShownRow {
  const text = lines[row.line] ?? '';
  if (!hasCursor) return { type: 'text', text: drawnText(text.slice(row.start, row.end)) };
  const end = Math.min(row.end, characterAfter(text, cursor.at));
  const under = drawnText(text.slice(cursor.at, end));
  return {
    type: 'cursor',
    before: drawnText(text.slice(row.start, cursor.at)),
    // A tab is several blanks, of which the cursor takes one.
    under: under.slice(0, under.startsWith(' ') ? 1 : undefined) || ' ',
    after: `${under.startsWith('  ') ? under.slice(1) : ''}${drawnText(text.slice(end, row.end))}`,
  };
}
