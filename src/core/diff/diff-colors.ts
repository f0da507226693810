import type { CodeLine } from '../code/code-piece.ts';
import { plainCode } from '../code/code-piece.ts';
import type { DiffFile, DiffHunk, DiffLine } from './diff.ts';

/** The lines of each hunk of a file, in colours. */
export type DiffColors = readonly (readonly CodeLine[])[];

/** Longer ones would hold up the keyboard. UTF-16 units. */
const coloredCharacters = 60_000;

/** A hunk holds two texts, the former and the present one: each is read as a program by itself. */
export function colorsOf(file: DiffFile, color: (text: string) => readonly CodeLine[]): DiffColors {
  let room = coloredCharacters;
  return file.hunks.map((hunk) => {
    room -= hunk.lines.reduce((sum, { text }) => sum + text.length, 0);
    return room < 0 ? hunk.lines.map(({ text }) => plainCode(text)) : hunkColors(hunk, color);
  });
}

function hunkColors(
  { lines }: DiffHunk,
  color: (text: string) => readonly CodeLine[],
): readonly CodeLine[] {
  const sideOf = (other: DiffLine['type']) => {
    const side = lines.filter(({ type }) => type !== other);
    const colored = color(side.map(({ text }) => text).join('\n'));
    return new Map(side.map((line, at) => [line, colored[at] ?? plainCode(line.text)]));
  };
  const [former, present] = [sideOf('added'), sideOf('deleted')];
  return lines.map((line) => present.get(line) ?? former.get(line) ?? plainCode(line.text));
}
