/** How many colours a terminal shows. Under `none` bold, inverse and underline still work. */
export type ColorDepth = 'none' | '16' | '256' | 'truecolor';

/** 0 is the terminal's own colour; else an entry of its palette or 24 bits of red, green, blue. */
export type Color = number;

export const defaultColor: Color = 0;
const paletteMark = 0x100_0000;
const rgbMark = 0x200_0000;

/** `index` 0 to 255. */
export const paletteColor = (index: number): Color => paletteMark | (index & 0xff);

/** `rgb` is 0xRRGGBB. */
export const rgbColor = (rgb: number): Color => rgbMark | (rgb & 0xff_ffff);

type ColorParts =
  | { readonly type: 'default' }
  | { readonly type: 'palette'; readonly index: number }
  | { readonly type: 'rgb'; readonly red: number; readonly green: number; readonly blue: number };

export function colorParts(color: Color): ColorParts {
  if (color === defaultColor) return { type: 'default' };
  if ((color & rgbMark) === 0) return { type: 'palette', index: color & 0xff };
  return {
    type: 'rgb',
    red: (color >> 16) & 0xff,
    green: (color >> 8) & 0xff,
    blue: color & 0xff,
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the outer terminal says of itself; https://no-color.org and COLORTERM are the customs. */
export function colorDepthOf(env: Environment): ColorDepth {
  const terminal = env['TERM'] ?? '';
  if (env['NO_COLOR'] || terminal === 'dumb') return 'none';
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 'truecolor';
  if (/direct$|^xterm-(kitty|ghostty)$|^(alacritty|wezterm|foot)\b/.test(terminal)) {
    return 'truecolor';
  }
  return /256/.test(terminal) ? '256' : '16';
}

/** The nearest colour that a terminal of that depth shows. */
export function degraded(color: Color, depth: ColorDepth): Color {
  if (depth === 'truecolor' || color === defaultColor) return color;
  if (depth === 'none') return defaultColor;
  const parts = colorParts(color);
  if (parts.type === 'palette' && (depth === '256' || parts.index < 16)) return color;
  const rgb = parts.type === 'palette' ? paletteRgb(parts.index) : color & 0xff_ffff;
  return paletteColor(depth === '256' ? nearestOf256(rgb) : nearestOf16(rgb));
}

const cubeLevels = [0, 95, 135, 175, 215, 255];

/** xterm's defaults; a theme may differ, but keeps the hue of each. */
const sixteen = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
  0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];

/** 0xRRGGBB of a palette entry, as xterm has it by default. `index` 0 to 255. */
export function paletteRgb(index: number): number {
  if (index < 16) return sixteen[index] ?? 0;
  if (index >= 232) return (8 + (index - 232) * 10) * 0x01_0101;
  const cube = index - 16;
  const level = (divisor: number) => cubeLevels[Math.floor(cube / divisor) % 6] ?? 0;
  return (level(36) << 16) | (level(6) << 8) | level(1);
}

function nearestOf16(rgb: number): number {
  return nearest(rgb, sixteen);
}

/** Entries 0 to 15 are left out: every user's theme paints them differently. */
function nearestOf256(rgb: number): number {
  const cubeIndex = (value: number) => nearest(value, cubeLevels);
  const red = (rgb >> 16) & 0xff;
  const green = (rgb >> 8) & 0xff;
  const blue = rgb & 0xff;
  const cube = 16 + 36 * cubeIndex(red) + 6 * cubeIndex(green) + cubeIndex(blue);
  const brightness = (red + green + blue) / 3;
  const gray = 232 + Math.max(0, Math.min(23, Math.round((brightness - 8) / 10)));
  return distance(rgb, paletteRgb(gray)) < distance(rgb, paletteRgb(cube)) ? gray : cube;
}

function nearest(rgb: number, candidates: readonly number[]): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [index, candidate] of candidates.entries()) {
    const candidateDistance = distance(rgb, candidate);
    if (candidateDistance < bestDistance) {
      best = index;
      bestDistance = candidateDistance;
    }
  }
  return best;
}

/** Green counts most and blue least, as eyes weigh them. */
function distance(left: number, right: number): number {
  const red = ((left >> 16) & 0xff) - ((right >> 16) & 0xff);
  const green = ((left >> 8) & 0xff) - ((right >> 8) & 0xff);
  const blue = (left & 0xff) - (right & 0xff);
  return 3 * red * red + 4 * green * green + 2 * blue * blue;
}
