import {
  type Color,
  defaultColor,
  paletteColor,
  rgbColor,
} from '../../core/terminal/color-depth.ts';
import type { Row } from '../../core/terminal/frame.ts';
import { defaultPen, type Pen } from '../../core/terminal/pen.ts';
import { type Cell, encodeRow } from '../../core/terminal/row-encoder.ts';
import type { LineWords } from './xterm-internals.ts';

/** A cell is three words of @xterm/headless 6.0.0: content, foreground and background. */
const wordsPerCell = 3;
const content = { codePoint: 0x1f_ffff, isCombined: 0x20_0000, widthShift: 22 } as const;
const color = { mode: 0x300_0000, palette16: 0x100_0000, palette256: 0x200_0000 } as const;
/** Where each attribute's bit stands; the bits of `attributes` are those of pen.ts. */
const foregroundBits = [
  { word: 0x400_0000, attribute: 16 },
  { word: 0x800_0000, attribute: 1 },
  { word: 0x2000_0000, attribute: 8 },
  { word: 0x4000_0000, attribute: 32 },
  { word: 0x8000_0000, attribute: 64 },
] as const;
const backgroundBits = [
  { word: 0x400_0000, attribute: 4 },
  { word: 0x800_0000, attribute: 2 },
  { word: 0x4000_0000, attribute: 128 },
] as const;
/** That the cell has more than these words say, such as a link, shows nothing. */
export const shownBackground = ~0x1000_0000;
const underlineBit = 0x1000_0000;

/**
 * Reads rows of a screen, y from its top. A row whose words are as they were is not encoded again:
 * xterm tells of all rows between the first and the last that changed.
 */
export function rowReader(lineAt: (y: number) => LineWords | null): (y: number) => Row {
  const pens = penTable();
  const known: { readonly words: Uint32Array; readonly row: Row }[] = [];
  const cell: { -readonly [Key in keyof Cell]: Cell[Key] } = {
    text: '',
    columns: 1,
    pen: defaultPen,
  };
  return (y) => {
    const line = lineAt(y);
    if (!line) return '';
    const { words } = line;
    const before = known[y];
    if (before && isSame(before.words, words)) return before.row;
    const row = encodeRow(words.length / wordsPerCell, (x) => {
      const at = x * wordsPerCell;
      const first = words[at] ?? 0;
      cell.text = textOf(first, x, line);
      cell.columns = first >>> content.widthShift;
      cell.pen = pens(words[at + 1] ?? 0, (words[at + 2] ?? 0) & shownBackground);
      return cell;
    });
    known[y] = { words: words.slice(), row };
    return row;
  };
}

/** The words of a cluster do not tell which one it is, so a row with one never counts as the same. */
function isSame(before: Uint32Array, now: Uint32Array): boolean {
  if (before.length !== now.length) return false;
  for (let at = 0; at < now.length; at += 1) {
    const word = now[at] ?? 0;
    if (word !== before[at]) return false;
    if (at % wordsPerCell === 0 && word & content.isCombined) return false;
  }
  return true;
}

function textOf(word: number, x: number, line: LineWords): string {
  if (word & content.isCombined) return line.clusterAt(x);
  const codePoint = word & content.codePoint;
  return codePoint === 0 ? '' : String.fromCodePoint(codePoint);
}

/** More styles than a screen has cells; a program that makes up colours must not fill the memory. */
const penLimit = 20_000;

/** One object for each style, so that the encoder compares by identity. */
function penTable(): (foreground: number, background: number) => Pen {
  const byForeground = new Map<number, Map<number, Pen>>();
  let size = 0;
  return (foreground, background) => {
    if (foreground === 0 && background === 0) return defaultPen;
    if (size > penLimit) {
      byForeground.clear();
      size = 0;
    }
    let byBackground = byForeground.get(foreground);
    if (!byBackground) {
      byBackground = new Map();
      byForeground.set(foreground, byBackground);
    }
    let pen = byBackground.get(background);
    if (!pen) {
      pen = penOf(foreground, background);
      byBackground.set(background, pen);
      size += 1;
    }
    return pen;
  };
}

/** Of the words that a cell, or what is written next, is drawn with. */
export function penOf(foreground: number, background: number): Pen {
  const attributes =
    attributesIn(foreground, foregroundBits) | attributesIn(background, backgroundBits);
  const pen = {
    ...defaultPen,
    foreground: colorOf(foreground),
    background: colorOf(background),
    underline: foreground & underlineBit ? 1 : 0,
    attributes,
  };
  return isPlain(pen) ? defaultPen : pen;
}

function isPlain({ foreground, background, underline, attributes }: Pen): boolean {
  return (foreground | background | underline | attributes) === 0;
}

function attributesIn(
  word: number,
  bits: readonly { readonly word: number; readonly attribute: number }[],
): number {
  return bits.reduce((sum, bit) => (word & bit.word ? sum | bit.attribute : sum), 0);
}

function colorOf(word: number): Color {
  const mode = word & color.mode;
  if (mode === 0) return defaultColor;
  if (mode === color.palette16 || mode === color.palette256) return paletteColor(word & 0xff);
  return rgbColor(word & 0xff_ffff);
}
