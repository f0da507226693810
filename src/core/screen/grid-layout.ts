import type { Rectangle } from './picture.ts';

/** Below this a terminal shows one sentence instead of a grid. Cells. */
export const smallestScreen = { columns: 40, rows: 10 } as const;

/** A tile's border takes a cell on each side. */
const border = 1;

/** Codex draws properly from here on: the PTY is never smaller, so a smaller tile shows a part of it. Cells inside the border. */
export const smallestPty = { columns: 48, rows: 12 } as const;

/** Columns for each row of a tile that reads best: a little wider than high, as a cell is twice as high as wide. */
const bestAspect = 2.2;

export type Area = { readonly columns: number; readonly rows: number };

/** How many tiles stand beside and below each other on a page. */
export type Arrangement = {
  readonly across: number;
  readonly down: number;
  readonly perPage: number;
  readonly pages: number;
};

/**
 * How `count` tiles (at least one) share an area. Rather than make them smaller than `smallestTile`, border and all,
 * there are pages, every one of them cut alike.
 */
export function arrangementOf(area: Area, count: number, smallestTile: Area): Arrangement {
  const onePage = shapesFor(count).filter((shape) => fits(area, shape, smallestTile));
  if (onePage.length === 0) {
    const across = Math.max(1, Math.floor(area.columns / smallestTile.columns));
    const down = Math.max(1, Math.floor(area.rows / smallestTile.rows));
    const perPage = across * down;
    return { across, down, perPage, pages: Math.ceil(count / perPage) };
  }
  const whole = onePage.filter((shape) =>
    fits(area, shape, {
      columns: smallestPty.columns + 2 * border,
      rows: smallestPty.rows + 2 * border,
    }),
  );
  const candidates = whole.length > 0 ? whole : onePage;
  const best = candidates.reduce((left, right) =>
    gridCost(area, right, count) < gridCost(area, left, count) ? right : left,
  );
  return { ...best, perPage: count, pages: 1 };
}

/**
 * The outer rectangles of the tiles of a page, in the order of the roster, from the top left corner at 0, 0.
 * On a single page the tiles of a last row that is not full share its whole length.
 */
export function tileRectangles(
  area: Area,
  arrangement: Arrangement,
  count: number,
): readonly Rectangle[] {
  const rows = cut(area.rows, arrangement.down);
  return Array.from({ length: count }, (_, index) => {
    const down = Math.floor(index / arrangement.across);
    const inRow =
      arrangement.pages > 1
        ? arrangement.across
        : Math.min(arrangement.across, count - down * arrangement.across);
    const column = cut(area.columns, inRow)[index % arrangement.across] ?? { start: 0, length: 0 };
    const row = rows[down] ?? { start: 0, length: 0 };
    return { x: column.start, y: row.start, columns: column.length, rows: row.length };
  });
}

/** What a tile's border leaves for the agent. */
export function roomIn(tile: Rectangle): Rectangle {
  return {
    x: tile.x + border,
    y: tile.y + border,
    columns: Math.max(1, tile.columns - 2 * border),
    rows: Math.max(1, tile.rows - 2 * border),
  };
}

export function contains(rectangle: Rectangle, x: number, y: number): boolean {
  return (
    x >= rectangle.x &&
    x < rectangle.x + rectangle.columns &&
    y >= rectangle.y &&
    y < rectangle.y + rectangle.rows
  );
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The index of the nearest tile in a direction, preferring one that lies opposite; null at the edge. */
export function neighbourOf(
  tiles: readonly Rectangle[],
  from: number,
  direction: Direction,
): number | null {
  const origin = tiles[from];
  if (!origin) return null;
  const candidates = tiles
    .map((tile, index) => ({ index, ...apart(origin, tile, direction) }))
    .filter((candidate) => candidate.ahead > 0)
    .sort((left, right) => left.ahead - right.ahead || left.aside - right.aside);
  return candidates[0]?.index ?? null;
}

function apart(
  from: Rectangle,
  to: Rectangle,
  direction: Direction,
): { readonly ahead: number; readonly aside: number } {
  const alongX = middle(to.x, to.columns) - middle(from.x, from.columns);
  const overlapsRows = to.y < from.y + from.rows && from.y < to.y + to.rows;
  if (direction === 'left' || direction === 'right') {
    const ahead = direction === 'right' ? to.x - from.x : from.x - to.x;
    return { ahead: overlapsRows ? ahead : 0, aside: 0 };
  }
  const ahead = direction === 'down' ? to.y - from.y : from.y - to.y;
  return { ahead, aside: Math.abs(alongX) };
}

function middle(start: number, length: number): number {
  return start + length / 2;
}

export type Shape = { readonly across: number; readonly down: number };

/** Every shape in which no row stays empty. */
export function shapesFor(count: number): readonly Shape[] {
  return Array.from({ length: count }, (_, index) => {
    const across = index + 1;
    return { across, down: Math.ceil(count / across) };
  });
}

export function tileIn(area: Area, shape: Shape): Area {
  return {
    columns: Math.floor(area.columns / shape.across),
    rows: Math.floor(area.rows / shape.down),
  };
}

export function fits(area: Area, shape: Shape, least: Area): boolean {
  const tile = tileIn(area, shape);
  return tile.columns >= least.columns && tile.rows >= least.rows;
}

/** Just enough that 25 tiles stand 5 by 5, and three on a small terminal 2 and 1. */
export const emptyPlaceWeight = 1.3;

/** 0 is best: empty places add to it, on the scale of `shapeCost`. */
export function gridCost(area: Area, shape: Shape, count: number): number {
  const places = shape.across * shape.down;
  return shapeCost(tileIn(area, shape)) + (emptyPlaceWeight * (places - count)) / places;
}

/** 0 is best: off the best aspect, and too little room for codex, both add to it, on one logarithmic scale. */
export function shapeCost(tile: Area): number {
  const missing = (least: number, has: number) => Math.max(0, Math.log(least / Math.max(1, has)));
  return (
    Math.abs(Math.log(tile.columns / tile.rows / bestAspect)) +
    missing(smallestPty.columns, tile.columns - 2 * border) +
    missing(smallestPty.rows, tile.rows - 2 * border)
  );
}

/** A length in `parts` parts that differ by one cell at most, the longer ones first. */
export function cut(
  length: number,
  parts: number,
): readonly { readonly start: number; readonly length: number }[] {
  const base = Math.floor(length / parts);
  const longer = length % parts;
  return Array.from({ length: parts }, (_, index) => ({
    start: index * base + Math.min(index, longer),
    length: base + (index < longer ? 1 : 0),
  }));
}
