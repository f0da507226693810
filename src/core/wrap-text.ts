import { clipText, textWidth } from './text-width.ts';

/** Plain text in lines of at most `columns` cells, broken between words; a longer word is cut. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= columns) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      line = clipText(word, columns);
    }
  }
  return [...lines, line];
}
