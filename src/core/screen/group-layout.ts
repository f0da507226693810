import { type Area, cut, fits, type Shape, shapesFor } from './grid-layout.ts';
import type { Rectangle } from './picture.ts';

/** Where the tiles of groups stand, in their order, and the line that names each group. */
export type GroupedTiles = {
  readonly tiles: readonly Rectangle[];
  readonly headings: readonly Rectangle[];
};

/** Tiles beside each other. Groups begin together under one line of headings, or one goes on without. */
type TileRow = {
  readonly kind: 'begins' | 'goes on';
  /** How many tiles each group has in it. */
  readonly counts: readonly number[];
};

/**
 * Each group under a line of its own, on one page: small ones beside each other, one that has more than a row in rows
 * of like length. Null where tiles would get smaller than `smallestTile`. `counts` are the agents of each group, at least
 * one; `cost` says how bad a shape is for that many tiles.
 */
export function groupedTiles(
  area: Area,
  counts: readonly number[],
  look: {
    readonly smallestTile: Area;
    readonly cost: (area: Area, shape: Shape, count: number) => number;
  },
): GroupedTiles | null {
  const count = counts.reduce((sum, one) => sum + one, 0);
  const candidates = shapesFor(count).flatMap(({ across }) => {
    const rows = tileRows(counts, across);
    const headings = rows.filter(({ kind }) => kind === 'begins').length;
    const room = { ...area, rows: area.rows - headings };
    const shape = { across, down: rows.length };
    return fits(room, shape, look.smallestTile)
      ? [{ rows, headings, cost: look.cost(room, shape, count) }]
      : [];
  });
  const [first, ...more] = candidates;
  if (!first) return null;
  const best = more.reduce((left, right) => (right.cost < left.cost ? right : left), first);
  return placed(area, best.rows, area.rows - best.headings);
}

function tileRows(counts: readonly number[], across: number): readonly TileRow[] {
  const rows: TileRow[] = [];
  let beside: number[] = [];
  const close = () => {
    if (beside.length > 0) rows.push({ kind: 'begins', counts: beside });
    beside = [];
  };
  for (const count of counts) {
    const taken = beside.reduce((sum, one) => sum + one, 0);
    if (taken + count > across) close();
    if (count <= across) {
      beside.push(count);
      continue;
    }
    const lengths = cut(count, Math.ceil(count / across)).map(({ length }) => length);
    rows.push(
      ...lengths.map((length, at): TileRow => {
        return { kind: at === 0 ? 'begins' : 'goes on', counts: [length] };
      }),
    );
  }
  close();
  return rows;
}

function placed(area: Area, rows: readonly TileRow[], tileArea: number): GroupedTiles {
  const tiles: Rectangle[] = [];
  const headings: Rectangle[] = [];
  const heights = cut(tileArea, rows.length);
  let y = 0;
  for (const [at, { kind, counts }] of rows.entries()) {
    const places = cut(
      area.columns,
      counts.reduce((sum, one) => sum + one, 0),
    );
    const height = heights[at]?.length ?? 0;
    if (kind === 'begins') {
      let index = 0;
      for (const count of counts) {
        const x = places[index]?.start ?? 0;
        index += count;
        headings.push({ x, y, columns: (places[index]?.start ?? area.columns) - x, rows: 1 });
      }
      y += 1;
    }
    for (const { start, length } of places)
      tiles.push({ x: start, y, columns: length, rows: height });
    y += height;
  }
  return { tiles, headings };
}
