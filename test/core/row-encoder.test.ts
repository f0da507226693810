import { describe, expect, it } from 'vitest';
import { paletteColor, rgbColor } from '../../src/core/terminal/color-depth.ts';
import { defaultPen, type Pen } from '../../src/core/terminal/pen.ts';
import { type Cell, encodeRow, plainRow } from '../../src/core/terminal/row-encoder.ts';

const red: Pen = { ...defaultPen, foreground: paletteColor(1) };
const boldRed: Pen = { ...red, attributes: 1 };
const onBlue: Pen = { ...defaultPen, background: rgbColor(0x0000ff) };
const inverse: Pen = { ...defaultPen, attributes: 16 };

function cell(text: string, pen: Pen = defaultPen, columns = 1): Cell {
  return { text, columns, pen };
}

function encoded(cells: readonly Cell[]): string {
  return encodeRow(cells.length, (x) => cells[x] ?? cell(''));
}

describe('row encoder', () => {
  it('[EM7] leaves out the blanks at the end that show nothing', () => {
    expect(encoded([cell('a'), cell(''), cell('b'), cell(''), cell(' ')])).toBe('a b');
    expect(encoded([cell(''), cell('')])).toBe('');
  });

  it('[EM7] keeps blanks that show a background, inverse or underline', () => {
    expect(encoded([cell('', onBlue), cell('', onBlue)])).toBe('\x1b[48;2;0;0;255m  \x1b[m');
    expect(encoded([cell('a'), cell('', inverse)])).toBe('a\x1b[7m \x1b[m');
    expect(encoded([cell('', { ...defaultPen, underline: 1 })])).toBe('\x1b[4m \x1b[m');
  });

  it('[EM7] starts and ends in the default style and writes only what changes', () => {
    expect(encoded([cell('a', red), cell('b', red), cell('c', boldRed), cell('d', red)])).toBe(
      '\x1b[31mab\x1b[1mc\x1b[22md\x1b[m',
    );
  });

  it('[EM7] does not change the style for blanks that look the same in both', () => {
    expect(encoded([cell('a', red), cell(''), cell('b', red)])).toBe('\x1b[31ma b\x1b[m');
  });

  it('[EM8] a wide cell takes two columns, and one that is cut by the edge becomes a blank', () => {
    expect(encoded([cell('漢', defaultPen, 2), cell('', defaultPen, 0), cell('b')])).toBe('漢b');
    expect(encoded([cell('a'), cell('漢', onBlue, 2)])).toBe('a\x1b[48;2;0;0;255m \x1b[m');
  });

  it('[EM9] marks that reorder text never get into a row', () => {
    expect(encoded([cell('a\u202e'), cell('b\u2066'), cell('c\u200f')])).toBe('abc');
  });

  it('[EM9] a mark without a letter is a blank, so that it does not sit on what stands beside the tile', () => {
    expect(encoded([cell('\u0301'), cell('a')])).toBe(' a');
  });

  it('[EM9] two cells stay two where their texts would make one cluster', () => {
    expect(encoded([cell('🇩', red), cell('🇪', red)])).toBe('\x1b[31m🇩\x1b[m\x1b[31m🇪\x1b[m');
  });

  it('[EM7] plainRow gives the text alone', () => {
    expect(plainRow('\x1b[1;38;2;1;2;3mab\x1b[4:3;58:2::1:2:3m c\x1b[m')).toBe('ab c');
  });
});
