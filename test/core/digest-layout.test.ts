import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestArrangement } from '../../src/core/screen/digest-layout.ts';
import { tileRectangles } from '../../src/core/screen/grid-layout.ts';

const leastDigest = { columns: 24, rows: 4 };

const shape = (columns: number, rows: number, count: number) => {
  const { across, down, pages } = digestArrangement({ columns, rows }, count, leastDigest);
  return `${across}x${down}${pages > 1 ? ` on ${pages} pages` : ''}`;
};

describe('the layout of digests', () => {
  it.each([
    [120, 39, 4, '2x2'],
    [120, 39, 8, '2x4'],
    [120, 39, 16, '3x6'],
    [120, 39, 32, '4x8'],
    [120, 39, 64, '4x8 on 2 pages'],
    [80, 23, 4, '2x2'],
    [80, 23, 8, '2x4'],
    [80, 23, 16, '2x4 on 2 pages'],
    [80, 23, 32, '3x4 on 3 pages'],
    [200, 59, 32, '4x8'],
    [200, 59, 64, '5x13'],
    [40, 9, 2, '1x2'],
    [40, 9, 3, '1x2 on 2 pages'],
  ])('[LK21] in %dx%d stand %d of them as %s', (columns, rows, count, expected) => {
    expect(shape(columns, rows, count)).toBe(expected);
  });

  it('[LK21] none is smaller than the smallest, on any terminal, and no page is empty', () => {
    const sizes = fc.record({
      columns: fc.integer({ min: 40, max: 400 }),
      rows: fc.integer({ min: 9, max: 150 }),
      count: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(sizes, ({ count, ...area }) => {
        const arrangement = digestArrangement(area, count, leastDigest);
        const { perPage, pages } = arrangement;
        const tiles = tileRectangles(area, arrangement, Math.min(count, perPage));
        return (
          (pages - 1) * perPage < count &&
          pages * perPage >= count &&
          tiles.every((tile) => tile.columns >= 24 && tile.rows >= 4)
        );
      }),
    );
  });
});
