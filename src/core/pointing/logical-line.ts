import type { Frame } from '../terminal/frame.ts';
import { clustersIn, type PlacedCluster } from './row-clusters.ts';

/** 0-based cell of a frame. */
export type CellPlace = { readonly x: number; readonly y: number };

/** A cluster and its row. */
export type LineCluster = PlacedCluster & { readonly y: number };

export type LineText = { readonly text: string; readonly at: number };

/** Boxes and bars reach the last column without going on below. */
const drawing = /^[\u2500-\u259f]$/u;

/**
 * Whether the text of a row goes on at the start of the next one: it is full to the last column. A wide cluster that
 * had no room there leaves one cell free.
 */
export function goesOnBelow(frame: Frame, y: number): boolean {
  const last = clustersIn(frame.lines[y] ?? '').at(-1);
  const [next] = clustersIn(frame.lines[y + 1] ?? '');
  if (!last || !next || next.x > 0 || next.text.trim() === '') return false;
  if (drawing.test(last.text) || drawing.test(next.text)) return false;
  return last.x + last.columns + next.columns > frame.columns;
}

/** The first and the last row of the line that a row is a part of. */
export function rowsOfLine(
  frame: Frame,
  y: number,
): { readonly first: number; readonly last: number } {
  let first = y;
  while (first > 0 && goesOnBelow(frame, first - 1)) first -= 1;
  let last = y;
  while (last < frame.rows - 1 && goesOnBelow(frame, last)) last += 1;
  return { first, last };
}

/** All of the line that a row is a part of, from its beginning. */
export function lineClusters(frame: Frame, y: number): readonly LineCluster[] {
  const { first, last } = rowsOfLine(frame, y);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((row) =>
    clustersIn(frame.lines[row] ?? '').map((cluster) => ({ ...cluster, y: row })),
  );
}

/** Which of them stands in a cell; -1 when none does. */
export function indexAt(clusters: readonly LineCluster[], place: CellPlace): number {
  return clusters.findIndex(
    ({ x, y, columns }) => y === place.y && x <= place.x && place.x < x + columns,
  );
}

/** The whole text of the line, and where in it (in UTF-16 units) a cell stands; -1 when there is no text there. */
export function lineTextAt(frame: Frame, place: CellPlace): LineText {
  const clusters = lineClusters(frame, place.y);
  const index = indexAt(clusters, place);
  const textOf = (some: readonly LineCluster[]) => some.map(({ text }) => text).join('');
  return { text: textOf(clusters), at: index < 0 ? -1 : textOf(clusters.slice(0, index)).length };
}
