import {
  type Area,
  type Arrangement,
  emptyPlaceWeight,
  fits,
  type Shape,
  shapeCost,
  shapesFor,
  tileIn,
} from './grid-layout.ts';

/** Border and what stands before a text: cells of a tile's width that none of it has. */
const sideColumns = 6;

/** Title and lower border. */
const borderRows = 2;

/** Prompts, commands and last lines are seldom whole in fewer columns, and seldom longer than two such lines. */
const lineColumns = 36;

/** What each further line of a digest adds: the first says what the agent does, the fifth how its plan stands. */
const lineWorths = [1, 0.8, 0.6, 0.4, 0.2] as const;

/**
 * How digests share an area, so that as little as can be of what they tell is cut: on as few pages as `smallestTile`
 * lets them, and all pages cut alike.
 */
export function digestArrangement(area: Area, count: number, smallestTile: Area): Arrangement {
  const most =
    Math.max(1, Math.floor(area.columns / smallestTile.columns)) *
    Math.max(1, Math.floor(area.rows / smallestTile.rows));
  const pages = Math.ceil(count / most);
  const onPage = Math.ceil(count / pages);
  const [first, ...more] = shapesFor(onPage).filter((shape) => fits(area, shape, smallestTile));
  if (!first) return { across: 1, down: 1, perPage: 1, pages: count };
  const best = more.reduce(
    (left, right) =>
      digestCost(area, right, onPage) < digestCost(area, left, onPage) ? right : left,
    first,
  );
  const perPage = pages === 1 ? count : best.across * best.down;
  return { ...best, perPage, pages: Math.ceil(count / perPage) };
}

/** 0 is best. */
export function digestCost(area: Area, shape: Shape, count: number): number {
  const places = shape.across * shape.down;
  const empty = (emptyPlaceWeight * (places - count)) / places;
  // Where nothing is cut either way, tiles look as they do with screens in them.
  return empty - Math.log(shown(area, shape)) + shapeCost(tileIn(area, shape)) / 1000;
}

/** How much of its digests a shape shows; 1 is all. Fractions of a row count: some tiles have one more. */
function shown(area: Area, { across, down }: Shape): number {
  const columns = area.columns / across - sideColumns;
  const rows = area.rows / down - borderRows;
  const worth = lineWorths.reduce(
    (sum, line, at) => sum + line * Math.min(1, Math.max(0, rows - at)),
    0,
  );
  const whole = lineWorths.reduce((sum, line) => sum + line, 0);
  return (worth / whole) * Math.min(1, columns / lineColumns);
}
