import { type Color, defaultColor, paletteColor, rgbColor } from '../core/terminal/color-depth.ts';
import { defaultPen, sgrBetween } from '../core/terminal/pen.ts';
import type { Style } from './theme.ts';

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The brighter eight of the sixteen follow the others. */
const brightOffset = 8;

const weights = { normal: 0, bold: 1, dim: 2 } as const;

const inverseAttribute = 16;

/** Text with the SGR codes around it that Ink would write; for what stands beside Ink's frame. */
export function styledText(text: string, style: Style, background: string | null = null): string {
  const pen = {
    ...defaultPen,
    foreground: colorNamed(style.color),
    background: colorNamed(background),
    attributes: weights[style.weight] | (style.inverse === 'inverse' ? inverseAttribute : 0),
  };
  return `${sgrBetween(defaultPen, pen)}${text}${sgrBetween(pen, defaultPen)}`;
}

/** Ink's ways to name a colour. */
function colorNamed(name: string | null): Color {
  if (name === null) return defaultColor;
  if (name.startsWith('#')) return rgbColor(Number.parseInt(name.slice(1), 16));
  const [, index] = /^ansi256\((\d+)\)$/.exec(name) ?? [];
  if (index !== undefined) return paletteColor(Number(index));
  if (name === 'gray') return paletteColor(brightOffset);
  const plain = names.indexOf(name.replace('Bright', ''));
  return paletteColor(name.endsWith('Bright') ? plain + brightOffset : plain);
}
