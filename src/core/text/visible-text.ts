import { cutText } from './cut-text.ts';
import { textWidth } from './text-width.ts';

/**
 * What a person is to agree to, with nothing of it hidden: control characters and marks that reorder or hide text are
 * written out (`\x1b`, `\u{202e}`). One line for each of the text's, indents kept.
 */
export function visibleLines(text: string): readonly string[] {
  return text
    .trimEnd()
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line) => visiblePart(line));
}

/**
 * The same in one line: its line ends are signs, and no run of blanks moves the rest out of sight. Of a text that is
 * far longer than `columns` cells only the beginning is given, with an ellipsis.
 */
export function visibleLine(text: string, columns = Number.POSITIVE_INFINITY): string {
  return visibleLines(cutText(text, columns * unitsPerCell))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ⏎ ')
    .replace(/\s+/g, ' ');
}

/** More are a letter under a heap of marks. */
const unitsPerCell = 4;

/** Cells; what most programs are written with. */
const tabColumns = 4;

/** A part of one line that begins in that column, its blanks kept: tabs end at their stops. */
export function visiblePart(text: string, fromColumn = 0): string {
  const [first = '', ...others] = text.split('\t');
  return others.reduce((shown, part) => {
    const column = fromColumn + textWidth(shown);
    return `${shown}${' '.repeat(tabColumns - (column % tabColumns))}${writtenOut(part)}`;
  }, writtenOut(first));
}

const hidden = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu;

function writtenOut(line: string): string {
  return line.replace(/\p{Variation_Selector}/gu, '').replace(hidden, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
  });
}
