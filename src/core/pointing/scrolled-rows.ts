import { blankFrame, type Row } from '../terminal/frame.ts';
import { clustersIn } from './row-clusters.ts';
import { selectedText, type TextSelection } from './text-selection.ts';

/** By how many rows text went down, upwards where negative, and the rows of the screen that moved, both included. */
export type Shift = { readonly rows: number; readonly first: number; readonly last: number };

/** A few may be new words of a spinner, or stand in both places. */
const leastShare = 0.5;
const leastMatches = 2;

/**
 * How a screen was scrolled, told by its text alone: a program that scrolls itself says nothing, and lines that come
 * in move what was looked back at. Null where no scrolling explains it.
 */
export function shiftBetween(before: readonly Row[], after: readonly Row[]): Shift | null {
  const isSame = (y: number) => before[y] === after[y];
  let first = 0;
  while (first < after.length && isSame(first)) first += 1;
  let last = after.length - 1;
  while (last > first && isSame(last)) last -= 1;
  const moved = { before: before.slice(first, last + 1), after: after.slice(first, last + 1) };
  const told = moved.before.flatMap((row, y) => (isTold(row) ? [{ row, y }] : []));
  let best: { readonly rows: number; readonly matches: number } | null = null;
  for (const rows of distancesUpTo(moved.after.length - 1)) {
    const inView = told.filter(({ y }) => y + rows >= 0 && y + rows < moved.after.length);
    const matches = inView.filter(({ row, y }) => moved.after[y + rows] === row).length;
    const isLikely = matches >= leastMatches && matches >= inView.length * leastShare;
    if (isLikely && matches > (best?.matches ?? 0)) best = { rows, matches };
  }
  return best && { rows: best.rows, first, last };
}

/** The nearest first: of two that explain as much, the smaller is likelier. */
function distancesUpTo(rows: number): readonly number[] {
  return Array.from({ length: Math.max(0, rows) }, (_, at) => [at + 1, -at - 1]).flat();
}

function isTold(row: Row): boolean {
  return clustersIn(row).length > 0;
}

/** Rows that were in view during a drag, by their places on the screen as it is now; those above it are negative. */
export type SeenRows = ReadonlyMap<number, Row>;

export function seenRows(rows: readonly Row[]): SeenRows {
  return new Map(rows.entries());
}

/** After a scroll. What stands beside the rows that move hides what was there before. */
export function scrolledRows(seen: SeenRows, after: readonly Row[], shift: Shift): SeenRows {
  const rows = new Map([...seen].map(([y, row]) => [y + shift.rows, row]));
  for (let y = shift.first; y <= shift.last; y += 1) rows.set(y, after[y] ?? '');
  return rows;
}

/** What a selection holds that reaches out of the screen. */
export function textOfSeen(seen: SeenRows, columns: number, selection: TextSelection): string {
  const top = Math.min(selection.anchor.y, selection.head.y);
  const bottom = Math.max(selection.anchor.y, selection.head.y);
  const rows = bottom - top + 1;
  const lines = Array.from({ length: rows }, (_, at) => seen.get(top + at) ?? '');
  const { anchor, head } = selection;
  return selectedText(
    { ...blankFrame(columns, rows), lines },
    {
      ...selection,
      anchor: { ...anchor, y: anchor.y - top },
      head: { ...head, y: head.y - top },
    },
  );
}
