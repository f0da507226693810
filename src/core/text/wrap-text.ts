import { clustersOf, textWidth } from './text-width.ts';

/** Plain text in lines of at most `columns` cells, broken between words; a longer word, such as a link, is broken too. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of text.split(' ')) {
    const wordColumns = textWidth(word);
    if (line === '' && wordColumns <= columns) {
      line = word;
      width = wordColumns;
    } else if (line !== '' && width + 1 + wordColumns <= columns) {
      line += ` ${word}`;
      width += 1 + wordColumns;
    } else {
      if (line !== '') lines.push(line);
      const pieces = cut(word, columns);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
      width = textWidth(line);
    }
  }
  return [...lines, line];
}

/** At least one character each, whatever the room. */
function cut(word: string, columns: number): readonly string[] {
  if (textWidth(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  let width = 0;
  for (const cluster of clustersOf(word)) {
    if (piece !== '' && width + cluster.columns > columns) {
      pieces.push(piece);
      piece = '';
      width = 0;
    }
    piece += cluster.text;
    width += cluster.columns;
  }
  return [...pieces, piece];
}
