import type { CodeLine } from '../code/code-piece.ts';
import { plainCode } from '../code/code-piece.ts';
import type { DiffHunk, DiffLine } from './diff.ts';

/** The lines of each hunk of a file, in colours. */
export type DiffColors = readonly (readonly CodeLine[])[];

/** What takes some 20 ms: between two portions keys are heard. Lines. */
const portionLines = 250;

/** Longer ones are no code that a person wrote. UTF-16 units. */
const coloredCharacters = 500;

/** A hunk in parts that can be coloured one by one. */
export function portionsOf({ lines }: DiffHunk): readonly (readonly DiffLine[])[] {
  return Array.from({ length: Math.ceil(lines.length / portionLines) }, (_, at) =>
    lines.slice(at * portionLines, (at + 1) * portionLines),
  );
}

/** Lines hold two texts, the former and the present one: each is read as a program by itself. */
export function lineColors(
  lines: readonly DiffLine[],
  color: (text: string) => readonly CodeLine[],
): readonly CodeLine[] {
  const sideOf = (other: DiffLine['type']) => {
    const side = lines.filter(({ type }) => type !== other);
    const colored = color(side.map(({ text }) => shortened(text)).join('\n'));
    return new Map(side.map((line, at) => [line, colored[at]]));
  };
  const [former, present] = [sideOf('added'), sideOf('deleted')];
  return lines.map((line) => {
    const colored = present.get(line) ?? former.get(line);
    return colored && line.text.length <= coloredCharacters ? colored : plainCode(line.text);
  });
}

function shortened(text: string): string {
  return text.length > coloredCharacters ? '' : text;
}
