import type { Row } from '../terminal/frame.ts';
import { clustersOf } from '../text/text-width.ts';

/** Text that stands in one cell, or in two, from column `x` of its row on. */
export type PlacedCluster = { readonly text: string; readonly x: number; readonly columns: number };

const sgr = /\x1b\[[\d;:]*m/g;

/** What a row shows, without its styles and without the blanks at its end. */
export function clustersIn(row: Row): readonly PlacedCluster[] {
  let x = 0;
  const placed = clustersOf(row.replace(sgr, '')).flatMap(({ text, columns }) => {
    // Marks with nothing to sit on have no cell of their own.
    if (columns === 0) return [];
    x += columns;
    return [{ text, columns, x: x - columns }];
  });
  const last = placed.findLastIndex(({ text }) => text.trim() !== '');
  return placed.slice(0, last + 1);
}
