import { clustersOf, textWidth } from './text-width.ts';

/** Plain text in lines of at most `columns` cells, broken between words; a longer word, such as a link, is broken too. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= columns) {
      line = longer;
    } else {
      if (line !== '') lines.push(line);
      const pieces = cut(word, columns);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
    }
  }
  return [...lines, line];
}

/** At least one character each, whatever the room. */
function cut(word: string, columns: number): readonly string[] {
  if (textWidth(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { text } of clustersOf(word)) {
    if (piece !== '' && textWidth(piece + text) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += text;
  }
  return [...pieces, piece];
}
