import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Color,
  colorDepthOf,
  degraded,
  paletteColor,
  rgbColor,
} from '../../src/core/terminal/color-depth.ts';
import { defaultPen, type Pen, penAfter, sgrBetween } from '../../src/core/terminal/pen.ts';

const color: fc.Arbitrary<Color> = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 255 }).map(paletteColor),
  fc.integer({ min: 0, max: 0xff_ffff }).map(rgbColor),
);

const pen: fc.Arbitrary<Pen> = fc.record({
  foreground: color,
  background: color,
  underlineColor: color,
  underline: fc.integer({ min: 0, max: 5 }),
  attributes: fc.integer({ min: 0, max: 255 }),
});

const parametersOf = (sequence: string) => /^\x1b\[(.*)m$/.exec(sequence)?.[1] ?? null;

describe('pens', () => {
  it('[CO9] the codes between two pens turn the one into the other; none between equals', () => {
    fc.assert(
      fc.property(pen, pen, (from, to) => {
        const parameters = parametersOf(sgrBetween(from, to));
        expect(parameters === null ? from : penAfter(from, parameters)).toEqual(to);
        expect(sgrBetween(from, { ...from })).toBe('');
      }),
    );
  });

  it('[CO10] colours are read in every way that programs write them', () => {
    const foreground = (parameters: string) => penAfter(defaultPen, parameters).foreground;
    const orange = rgbColor(0xff8000);
    expect(foreground('38;2;255;128;0')).toBe(orange);
    expect(foreground('38:2:255:128:0')).toBe(orange);
    expect(foreground('38:2::255:128:0')).toBe(orange);
    expect(foreground('1;38;5;208;4')).toBe(paletteColor(208));
    expect(foreground('38:5:208')).toBe(paletteColor(208));
    expect(foreground('91')).toBe(paletteColor(9));
    expect(penAfter(defaultPen, '1;38;5;208;4')).toMatchObject({ attributes: 1, underline: 1 });
    expect(penAfter(defaultPen, '4:3')).toMatchObject({ underline: 3 });
    expect(penAfter(penAfter(defaultPen, '1;31;4'), '')).toEqual(defaultPen);
    expect(penAfter(defaultPen, '38;9;1')).toEqual({ ...defaultPen, attributes: 1 });
  });
});

describe('the depth of colours', () => {
  it('[CO11] the depth of colours is what the environment says of the terminal', () => {
    expect(colorDepthOf({ TERM: 'xterm-256color', COLORTERM: 'truecolor' })).toBe('truecolor');
    expect(colorDepthOf({ TERM: 'xterm-kitty' })).toBe('truecolor');
    expect(colorDepthOf({ TERM: 'tmux-256color' })).toBe('256');
    expect(colorDepthOf({ TERM: 'linux' })).toBe('16');
    expect(colorDepthOf({})).toBe('16');
    expect(colorDepthOf({ TERM: 'dumb', COLORTERM: 'truecolor' })).toBe('none');
    expect(colorDepthOf({ COLORTERM: 'truecolor', NO_COLOR: '1' })).toBe('none');
    expect(colorDepthOf({ COLORTERM: 'truecolor', NO_COLOR: '' })).toBe('truecolor');
  });

  it('[CO12] a colour becomes the nearest that there is, and stays what it is where there is enough', () => {
    expect(degraded(rgbColor(0x875fff), '256')).toBe(paletteColor(99));
    expect(degraded(rgbColor(0x808080), '256')).toBe(paletteColor(244));
    expect(degraded(paletteColor(200), '256')).toBe(paletteColor(200));
    expect(degraded(rgbColor(0x00fe10), '16')).toBe(paletteColor(10));
    expect(degraded(paletteColor(196), '16')).toBe(paletteColor(9));
    expect(degraded(paletteColor(3), '16')).toBe(paletteColor(3));
    expect(degraded(rgbColor(0x00fe10), 'none')).toBe(0);
  });
});
