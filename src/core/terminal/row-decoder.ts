import type { Glyphs } from '../screen/glyphs.ts';
import { clustersOf } from '../text/text-width.ts';
import { blank, tail, wordsPerCell } from './cells.ts';
import type { Pens } from './pens.ts';

export type CellTables = { readonly glyphs: Glyphs; readonly pens: Pens };

/**
 * The cells of a styled line, as words; blanks that show nothing but the default background have the default pen. SGR sequences are followed; any other escape sequence, hyperlinks included, and
 * every other control character is dropped.
 */
export function decodeRow(row: string, tables: CellTables): Uint32Array {
  const words = new Uint32Array(row.length * wordsPerCell * 2);
  let length = 0;
  let pen = 0;
  for (let at = 0; at < row.length; ) {
    const code = row.charCodeAt(at);
    if (isControl(code)) {
      const end = code === escapeCode ? escapeEnd(row, at) : at + 1;
      if (code === escapeCode) pen = penAfterEscape(row.slice(at, end), pen, tables.pens);
      at = end;
      continue;
    }
    const end = textEnd(row, at);
    length = writeText(words, length, { text: row.slice(at, end), pen, tables });
    at = end;
  }
  return words.slice(0, length);
}

const escapeCode = 0x1b;

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

function textEnd(row: string, start: number): number {
  let end = start;
  while (end < row.length && !isControl(row.charCodeAt(end))) end += 1;
  return end;
}

const ascii = /^[ -~]*$/;

function writeText(
  words: Uint32Array,
  start: number,
  {
    text,
    pen,
    tables,
  }: { readonly text: string; readonly pen: number; readonly tables: CellTables },
): number {
  let length = start;
  const blankPen = tables.pens.isPlainBlank(pen) ? 0 : pen;
  if (ascii.test(text)) {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      words[length] = code;
      words[length + 1] = code === blank ? blankPen : pen;
      length += wordsPerCell;
    }
    return length;
  }
  for (const cluster of clustersOf(text)) {
    // Marks with nothing to sit on have no cell of their own.
    if (cluster.columns === 0) continue;
    const glyph = tables.glyphs.wordOf(cluster.text, cluster.columns);
    words[length] = glyph;
    words[length + 1] = glyph === blank ? blankPen : pen;
    length += wordsPerCell;
    if (cluster.columns === 1) continue;
    words[length] = tail;
    words[length + 1] = pen;
    length += wordsPerCell;
  }
  return length;
}

const sgr = /^\x1b\[([\d;:]*)m$/;

function penAfterEscape(sequence: string, pen: number, pens: Pens): number {
  const parameters = sgr.exec(sequence)?.[1];
  return parameters === undefined ? pen : pens.after(pen, parameters);
}

const controlSequence = /\x1b\[[0-?]*[ -/]*[@-~]?/y;
const controlString = /\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x9c|\x1b\\)?/y;
const shortSequence = /\x1b[ -/]*[0-~]?/y;

function escapeEnd(row: string, start: number): number {
  for (const pattern of [controlSequence, controlString, shortSequence]) {
    pattern.lastIndex = start;
    if (pattern.test(row)) return pattern.lastIndex;
  }
  return start + 1;
}
