import {
  type Color,
  type ColorDepth,
  colorParts,
  defaultColor,
  degraded,
  paletteColor,
  rgbColor,
} from './color-depth.ts';

/** The style that text is written in. `underline` 0 is none, 1 to 5 the styles of `CSI 4:n m`. */
export type Pen = {
  readonly foreground: Color;
  readonly background: Color;
  readonly underlineColor: Color;
  readonly underline: number;
  /** Bits of `attributes`. */
  readonly attributes: number;
};

export const defaultPen: Pen = {
  foreground: defaultColor,
  background: defaultColor,
  underlineColor: defaultColor,
  underline: 0,
  attributes: 0,
};

/** SGR codes by attribute; bold and dim share the code that ends them. */
const attributes = [
  { bit: 1, on: 1, off: 22 },
  { bit: 2, on: 2, off: 22 },
  { bit: 4, on: 3, off: 23 },
  { bit: 8, on: 5, off: 25 },
  { bit: 16, on: 7, off: 27 },
  { bit: 32, on: 8, off: 28 },
  { bit: 64, on: 9, off: 29 },
  { bit: 128, on: 53, off: 55 },
] as const;

const sharedOffBits = 3;

/** The pen after the SGR sequence `CSI parameters m`; what is not known of it is skipped. */
export function penAfter(pen: Pen, parameters: string): Pen {
  const groups = parameters.split(';').map((group) => group.split(':').map(Number));
  let next = pen;
  for (let index = 0; index < groups.length; ) {
    const step = penAfterGroup(next, groups.slice(index));
    next = step.pen;
    index += step.length;
  }
  return next;
}

/** What the first group does, and how many it takes: colours after semicolons reach into the next ones. */
function penAfterGroup(
  pen: Pen,
  groups: readonly (readonly number[])[],
): { readonly pen: Pen; readonly length: number } {
  const [[code = 0, ...details] = [], ...rest] = groups;
  if (code !== 38 && code !== 48 && code !== 58) {
    return { pen: penAfterCode(pen, code, details[0]), length: 1 };
  }
  const hasColons = details.length > 0;
  const color = hasColons
    ? extendedColor(details, 'colons')
    : extendedColor(
        rest.map(([number = 0]) => number),
        'semicolons',
      );
  return {
    pen: color.value === null ? pen : withColor(pen, code, color.value),
    length: hasColons ? 1 : 1 + color.length,
  };
}

function extendedColor(
  numbers: readonly number[],
  separators: 'colons' | 'semicolons',
): { readonly value: Color | null; readonly length: number } {
  if (numbers[0] === 5) return { value: paletteColor(numbers[1] ?? 0), length: 2 };
  if (numbers[0] !== 2) return { value: null, length: 1 };
  // With colons a colour space may stand before red: 38:2::r:g:b.
  const [red = 0, green = 0, blue = 0] = numbers.slice(
    separators === 'colons' && numbers.length > 4 ? 2 : 1,
  );
  return {
    value: rgbColor(((red & 0xff) << 16) | ((green & 0xff) << 8) | (blue & 0xff)),
    length: 4,
  };
}

function withColor(pen: Pen, code: number, color: Color): Pen {
  if (code === 38) return { ...pen, foreground: color };
  if (code === 48) return { ...pen, background: color };
  return { ...pen, underlineColor: color };
}

function penAfterCode(pen: Pen, code: number, style: number | undefined): Pen {
  if (code === 0) return defaultPen;
  if (code === 4) return { ...pen, underline: Math.min(style ?? 1, 5) };
  if (code === 21) return { ...pen, underline: 2 };
  if (code === 24) return { ...pen, underline: 0 };
  if (code === 59) return { ...pen, underlineColor: defaultColor };
  const color = basicColor(code);
  if (color) return { ...pen, [color.where]: color.value };
  const started = attributes.find(({ on }) => on === code);
  if (started) return { ...pen, attributes: pen.attributes | started.bit };
  const ended = attributes
    .filter(({ off }) => off === code)
    .reduce((bits, { bit }) => bits | bit, 0);
  return { ...pen, attributes: pen.attributes & ~ended };
}

function basicColor(
  code: number,
): { readonly where: 'foreground' | 'background'; readonly value: Color } | null {
  if (code >= 30 && code <= 37) return { where: 'foreground', value: paletteColor(code - 30) };
  if (code === 39) return { where: 'foreground', value: defaultColor };
  if (code >= 40 && code <= 47) return { where: 'background', value: paletteColor(code - 40) };
  if (code === 49) return { where: 'background', value: defaultColor };
  if (code >= 90 && code <= 97) return { where: 'foreground', value: paletteColor(code - 82) };
  if (code >= 100 && code <= 107) return { where: 'background', value: paletteColor(code - 92) };
  return null;
}

/** The pen that a terminal of that depth can show. */
export function degradedPen(pen: Pen, depth: ColorDepth): Pen {
  if (depth === 'truecolor') return pen;
  return {
    ...pen,
    foreground: degraded(pen.foreground, depth),
    background: degraded(pen.background, depth),
    underlineColor: degraded(pen.underlineColor, depth),
  };
}

/** The shortest SGR sequence that turns one pen into the other; '' when they are the same. */
export function sgrBetween(from: Pen, to: Pen): string {
  const changes = codesBetween(from, to);
  if (changes.length === 0) return '';
  const anew = codesBetween(defaultPen, to);
  const change = changes.join(';');
  const whole = ['', ...anew].join(';');
  return `\x1b[${whole.length < change.length ? whole : change}m`;
}

function codesBetween(from: Pen, to: Pen): readonly string[] {
  const codes = attributeCodes(from.attributes, to.attributes);
  if (from.underline !== to.underline) codes.push(underlineCode(to.underline));
  if (from.foreground !== to.foreground) codes.push(colorCode(to.foreground, 30));
  if (from.background !== to.background) codes.push(colorCode(to.background, 40));
  if (from.underlineColor !== to.underlineColor) codes.push(underlineColorCode(to.underlineColor));
  return codes;
}

function attributeCodes(from: number, to: number): string[] {
  const codes: string[] = [];
  let kept = from;
  for (const { bit, off } of attributes) {
    if ((kept & bit) === 0 || (to & bit) !== 0) continue;
    kept &= off === 22 ? ~sharedOffBits : ~bit;
    codes.push(`${off}`);
  }
  for (const { bit, on } of attributes) {
    if ((to & bit) !== 0 && (kept & bit) === 0) codes.push(`${on}`);
  }
  return codes;
}

function underlineCode(underline: number): string {
  if (underline === 0) return '24';
  return underline === 1 ? '4' : `4:${underline}`;
}

function colorCode(color: Color, base: 30 | 40): string {
  const parts = colorParts(color);
  if (parts.type === 'default') return `${base + 9}`;
  if (parts.type === 'rgb') return `${base + 8};2;${parts.red};${parts.green};${parts.blue}`;
  if (parts.index < 8) return `${base + parts.index}`;
  return parts.index < 16 ? `${base + 52 + parts.index}` : `${base + 8};5;${parts.index}`;
}

/** Colons: a terminal that does not know code 58 would read what follows a semicolon as codes of their own. */
function underlineColorCode(color: Color): string {
  const parts = colorParts(color);
  if (parts.type === 'default') return '59';
  if (parts.type === 'rgb') return `58:2::${parts.red}:${parts.green}:${parts.blue}`;
  return `58:5:${parts.index}`;
}
