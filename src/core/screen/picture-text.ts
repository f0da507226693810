import { clustersOf } from '../text/text-width.ts';
import type { Picture, Rectangle } from './picture.ts';

/** One entry a cell; '' where a wide character goes on. */
type TextCells = string[][];

/** A picture without its colours: lines joined by newlines, trailing blanks cut. */
export function pictureText(picture: Picture): string {
  const cells = Array.from({ length: picture.rows }, () =>
    Array.from({ length: picture.columns }, () => ' '),
  );
  const chrome = picture.chrome.split('\n');
  const whole = { x: 0, y: 0, columns: picture.columns, rows: picture.rows };
  const layChrome = (place: Rectangle) =>
    lay(cells, place, (y) => rowCells(chrome[y + place.y] ?? '').slice(place.x));
  layChrome(whole);
  for (const { rectangle, frame, left, top } of picture.tiles) {
    lay(cells, rectangle, (y) => rowCells(frame.lines[y + top] ?? '').slice(left));
  }
  for (const cover of picture.covers) layChrome(cover);
  for (const slot of picture.slots) lay(cells, { ...slot, rows: 1 }, () => rowCells(slot.text));
  return cells.map((row) => row.join('').trimEnd()).join('\n');
}

function lay(cells: TextCells, place: Rectangle, row: (y: number) => readonly string[]): void {
  for (let y = 0; y < place.rows; y += 1) {
    const target = cells[place.y + y];
    if (!target) continue;
    const source = row(y);
    const columns = Math.min(place.columns, target.length - place.x);
    for (let x = 0; x < columns; x += 1) {
      const isCut = (source[x] === '' && x === 0) || (source[x + 1] === '' && x + 1 === columns);
      target[place.x + x] = isCut ? ' ' : (source[x] ?? ' ');
    }
  }
}

function rowCells(row: string): readonly string[] {
  const plain = row.replace(/\p{Cc}\[[0-9;:]*m/gu, '');
  return clustersOf(plain).flatMap(({ text, columns }) => (columns === 2 ? [text, ''] : [text]));
}
