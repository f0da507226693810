import { describe, expect, it } from 'vitest';
import { viewportOf } from '../../src/core/screen/viewport.ts';
import { blankFrame, type Cursor, type Frame } from '../../src/core/terminal/frame.ts';

const cursorAt = (x: number, y: number): Cursor => ({ x, y, shape: 'block', blinks: false });

function frame(lines: readonly string[], cursor: Cursor | null = null): Frame {
  return {
    ...blankFrame(48, 12),
    lines: blankFrame(48, 12).lines.map((_, y) => lines[y] ?? ''),
    cursor,
  };
}

const full = frame(Array.from({ length: 12 }, (_, y) => `line ${y}`));
const room = { columns: 30, rows: 5 };

describe('viewport', () => {
  it('[GL6] a tile with room shows all from the top', () => {
    expect(viewportOf(full, { columns: 60, rows: 20 }, { follow: 'content' })).toEqual({
      left: 0,
      top: 0,
    });
  });

  it('[GL6] a smaller one shows the last rows', () => {
    expect(viewportOf(full, room, { follow: 'content' })).toEqual({ left: 0, top: 7 });
  });

  it('[GL6] blank rows at the end do not count, coloured or not', () => {
    const short = frame(['one', 'two', 'three', 'four', 'five', 'six', '\x1b[48;5;3m   \x1b[m']);
    expect(viewportOf(short, room, { follow: 'content' })).toEqual({ left: 0, top: 1 });
    expect(viewportOf(frame(['one']), room, { follow: 'content' })).toEqual({ left: 0, top: 0 });
  });

  it('[GL6] a cursor below the text counts', () => {
    expect(viewportOf(frame(['one'], cursorAt(0, 8)), room, { follow: 'content' })).toEqual({
      left: 0,
      top: 4,
    });
  });

  it.each([
    ['above', cursorAt(3, 2), { left: 0, top: 2 }],
    ['within', cursorAt(3, 9), { left: 0, top: 7 }],
    ['right of it', cursorAt(40, 9), { left: 11, top: 7 }],
  ])('[GL7] a cursor %s is brought into view while typing', (_, cursor, expected) => {
    expect(viewportOf({ ...full, cursor }, room, { follow: 'cursor' })).toEqual(expected);
  });

  it('[GL7] without a cursor typing shows the last rows', () => {
    expect(viewportOf(full, room, { follow: 'cursor' })).toEqual({ left: 0, top: 7 });
  });
});
