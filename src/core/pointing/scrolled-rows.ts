import type { Row } from '../terminal/frame.ts';
import { blankFrame } from '../terminal/frame.ts';
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
  const told = moved.before.filter(isTold).length;
  let best: { readonly rows: number; readonly matches: number } | null = null;
  for (let by = 1; by < moved.after.length; by += 1) {
    for (const rows of [by, -by]) {
      const matches = moved.before.filter(
        (row, y) => isTold(row) && moved.after[y + rows] === row,
      ).length;
      if (matches > (best?.matches ?? 0)) best = { rows, matches };
    }
  }
  if (best === null || best.matches < leastMatches) return null;
  const inView = told - moved.before.filter((row, y) => isTold(row) && isOut(y, best.rows)).length;
  if (best.matches < inView * leastShare) return null;
  return { rows: best.rows, first, last };

  function isOut(y: number, rows: number): boolean {
    return y + rows < 0 || y + rows >= moved.after.length;
  }
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
