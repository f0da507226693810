import { eastAsianWidthType } from 'get-east-asian-width';
import { tail, wideBit } from '../terminal/cells.ts';

/**
 * A glyph word says what stands in a cell: bits 0 to 20 a code point, or with bit 21 the number of a cluster of
 * several; bit 22 (`wideBit`) that it takes two cells; bits 23 and 24 how far its width can be trusted.
 */
export type Glyphs = {
  /** `columns` 1 or 2. */
  readonly wordOf: (cluster: string, columns: number) => number;
  readonly textOf: (word: number) => string;
  /** How many cells past its own a terminal with other widths may draw it over. */
  readonly overhangOf: (word: number) => number;
  /** No more clusters can be told apart: start anew. */
  readonly isFull: () => boolean;
};

const clusterBit = 1 << 21;
const valueMask = clusterBit - 1;

/** Wide in some terminals only (East Asian ambiguous): what follows it may stand one cell off. */
const looseBit = 1 << 23;

/** An emoji or a sequence, whose width every terminal has its own opinion of. */
const unsteadyBit = 1 << 24;

export const isUnsteady = (word: number): boolean => (word & unsteadyBit) !== 0;

/** The cursor is surely one or two cells further after such a glyph. */
export const isSure = (word: number): boolean => (word & (looseBit | unsteadyBit)) === 0;

const clusterLimit = 0xffff;

/** Marks that reorder or hide the text around them, and separators that some terminals take for line ends. */
const treacherous = /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;
const control = /^\p{Cc}/u;
const emoji = /^\p{Extended_Pictographic}|^\p{Regional_Indicator}/u;

export function glyphTable(): Glyphs {
  const clusters: string[] = [];
  const words = new Map<string, number>();
  const textOf = (word: number) => {
    if (word === tail) return '';
    const value = word & valueMask;
    return word & clusterBit ? (clusters[value] ?? '') : String.fromCodePoint(value);
  };
  return {
    textOf,
    wordOf(cluster, columns) {
      const known = words.get(cluster);
      if (known !== undefined) return known;
      const text = control.test(cluster) ? '\ufffd' : cluster.replace(treacherous, '') || '\ufffd';
      const codePoint = text.codePointAt(0) ?? 0;
      const single = String.fromCodePoint(codePoint) === text;
      const value = single ? codePoint : clusterBit | (clusters.push(text) - 1);
      const word = value | (columns === 2 ? wideBit : 0) | trustBits(text, codePoint, single);
      words.set(cluster, word);
      return word;
    },
    overhangOf(word) {
      if (!isUnsteady(word)) return 0;
      return 2 * [...textOf(word)].length - (word & wideBit ? 2 : 1);
    },
    isFull: () => words.size > clusterLimit,
  };
}

function trustBits(text: string, codePoint: number, single: boolean): number {
  if (!single || emoji.test(text)) return unsteadyBit;
  return eastAsianWidthType(codePoint) === 'ambiguous' ? looseBit : 0;
}
