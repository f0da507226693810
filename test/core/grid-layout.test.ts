import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangementOf, neighbourOf, tileRectangles } from '../../src/core/screen/grid-layout.ts';
import { drawnBoxes } from '../support/drawn-boxes.ts';

const leastTile = { columns: 24, rows: 6 };

const tiles = (columns: number, rows: number, count: number) => {
  const area = { columns, rows };
  const arrangement = arrangementOf(area, count, leastTile);
  const shown = Math.min(count, arrangement.perPage);
  return { area, arrangement, rectangles: tileRectangles(area, arrangement, shown) };
};

const drawn = (columns: number, rows: number, count: number) => {
  const { area, rectangles } = tiles(columns, rows, count);
  return drawnBoxes(area, rectangles);
};

const shape = (columns: number, rows: number, count: number) => {
  const { arrangement } = tiles(columns, rows, count);
  const { across, down, pages } = arrangement;
  return `${across}x${down}${pages > 1 ? ` on ${pages} pages` : ''}`;
};

describe('grid layout', () => {
  it('[GL1] one tile has it all', () => {
    expect(drawn(40, 8, 1)).toBe(`
╭──────────────────────────────────────╮
│ 1                                    │
│                                      │
│                                      │
│                                      │
│                                      │
│                                      │
╰──────────────────────────────────────╯
`);
  });

  it('[GL1] longer tiles come first where the length does not divide', () => {
    expect(drawn(81, 15, 4)).toBe(`
╭───────────────────────────────────────╮╭──────────────────────────────────────╮
│ 1                                     ││ 2                                    │
│                                       ││                                      │
│                                       ││                                      │
│                                       ││                                      │
│                                       ││                                      │
│                                       ││                                      │
╰───────────────────────────────────────╯╰──────────────────────────────────────╯
╭───────────────────────────────────────╮╭──────────────────────────────────────╮
│ 3                                     ││ 4                                    │
│                                       ││                                      │
│                                       ││                                      │
│                                       ││                                      │
│                                       ││                                      │
╰───────────────────────────────────────╯╰──────────────────────────────────────╯
`);
  });

  it('[GL3] the last of three has its own row', () => {
    expect(drawn(60, 12, 3)).toBe(`
╭────────────────────────────╮╭────────────────────────────╮
│ 1                          ││ 2                          │
│                            ││                            │
│                            ││                            │
│                            ││                            │
╰────────────────────────────╯╰────────────────────────────╯
╭──────────────────────────────────────────────────────────╮
│ 3                                                        │
│                                                          │
│                                                          │
│                                                          │
╰──────────────────────────────────────────────────────────╯
`);
  });

  it('[GL4] a page that is not full is cut like the others', () => {
    const area = { columns: 80, rows: 12 };
    const arrangement = arrangementOf(area, 8, leastTile);
    expect(arrangement).toEqual({ across: 3, down: 2, perPage: 6, pages: 2 });
    expect(drawnBoxes(area, tileRectangles(area, arrangement, 2))).toBe(`
╭─────────────────────────╮╭─────────────────────────╮
│ 1                       ││ 2                       │
│                         ││                         │
│                         ││                         │
│                         ││                         │
╰─────────────────────────╯╰─────────────────────────╯






`);
  });

  it.each([
    [80, 23, 1, '1x1'],
    [80, 23, 2, '2x1'],
    [80, 23, 4, '2x2'],
    [80, 23, 9, '3x3'],
    [80, 23, 10, '3x3 on 2 pages'],
    [80, 23, 16, '3x3 on 2 pages'],
    [120, 39, 2, '2x1'],
    [120, 39, 4, '2x2'],
    [120, 39, 9, '3x3'],
    [120, 39, 16, '4x4'],
    [200, 59, 2, '2x1'],
    [200, 59, 3, '3x1'],
    [200, 59, 4, '2x2'],
    [200, 59, 5, '3x2'],
    [200, 59, 9, '3x3'],
    [200, 59, 16, '4x4'],
    [320, 99, 25, '5x5'],
    [320, 99, 36, '6x6'],
    [40, 9, 1, '1x1'],
    [40, 9, 4, '1x1 on 4 pages'],
    [500, 20, 8, '8x1'],
    [60, 120, 8, '1x8'],
  ])('[GL2] in %dx%d stand %d tiles as %s', (columns, rows, count, expected) => {
    expect(shape(columns, rows, count)).toBe(expected);
  });

  it('[GL1] on every terminal the tiles of a single page cover each cell once', () => {
    const sizes = fc.record({
      columns: fc.integer({ min: 40, max: 400 }),
      rows: fc.integer({ min: 9, max: 150 }),
      count: fc.integer({ min: 1, max: 64 }),
    });
    fc.assert(
      fc.property(sizes, ({ columns, rows, count }) => {
        const { rectangles, arrangement } = tiles(columns, rows, count);
        const covered = rectangles.reduce((sum, tile) => sum + tile.columns * tile.rows, 0);
        const ordered = rectangles.every((tile, index) => {
          const before = rectangles[index - 1];
          if (!before) return tile.x === 0 && tile.y === 0;
          const isBeside = tile.x === before.x + before.columns && tile.y === before.y;
          return isBeside || (tile.x === 0 && tile.y === before.y + before.rows);
        });
        const least = rectangles.every((tile) => tile.columns >= 24 && tile.rows >= 6);
        const whole = arrangement.pages > 1 || covered === columns * rows;
        return ordered && least && whole;
      }),
    );
  });

  it('[GL5] up and down choose the tile most opposite', () => {
    const { rectangles } = tiles(200, 59, 5);
    expect(neighbourOf(rectangles, 0, 'down')).toBe(3);
    expect(neighbourOf(rectangles, 2, 'down')).toBe(4);
    expect(neighbourOf(rectangles, 3, 'up')).toBe(0);
    expect(neighbourOf(rectangles, 4, 'up')).toBe(2);
    expect(neighbourOf(rectangles, 2, 'right')).toBeNull();
    expect(neighbourOf(rectangles, 4, 'left')).toBe(3);
  });
});
