import type { CodeLine } from '../code/code-piece.ts';
import type { DiffPlace } from '../transcript/line-parts.ts';
import type { PatchedFile, PatchItem } from '../transcript/transcript-item.ts';
import type { CodeBlock } from './markdown-rows.ts';

/** A hunk of a patch holds two texts, the former and the present one: each is read as a program by itself. */
type Side = {
  readonly block: CodeBlock;
  /** Of the file's diff, in the order of the block's lines. */
  readonly lines: readonly number[];
};

/** What is longer takes too long for what nobody reads line by line. Lines of a file's diff. */
const coloredLines = 1000;

/** The code in a patch, in parts that can be coloured one by one. */
export function codeInPatch({ files }: PatchItem): readonly CodeBlock[] {
  return files.flatMap(sidesOf).map(({ block }) => block);
}

/** A line of a patch in its colours, without its sign; null where they are not known. */
export function patchLineColors(
  { files }: PatchItem,
  place: DiffPlace,
  colors: (block: CodeBlock) => readonly CodeLine[] | null,
): CodeLine | null {
  const file = files[place.file];
  const side = file && sidesOf(file).find(({ lines }) => lines.includes(place.line));
  if (!side) return null;
  return colors(side.block)?.[side.lines.indexOf(place.line)] ?? null;
}

const kept = new WeakMap<PatchedFile, readonly Side[]>();

/** The present one of each hunk first, for it has the lines that both have. */
function sidesOf(file: PatchedFile): readonly Side[] {
  const known = kept.get(file);
  if (known) return known;
  const sides = file.diff.length > coloredLines ? [] : hunksOf(file).flatMap(sidesOfHunk(file));
  kept.set(file, sides);
  return sides;
}

/** Where the lines of each hunk stand; a new file has one without a head. */
function hunksOf({ diff }: PatchedFile): readonly (readonly number[])[] {
  const hunks: number[][] = [[]];
  for (const [at, text] of diff.entries()) {
    if (text.startsWith('@@')) hunks.push([]);
    else if (!text.startsWith('\\')) hunks.at(-1)?.push(at);
  }
  return hunks;
}

function sidesOfHunk({ path, movedTo, diff }: PatchedFile) {
  const language = (movedTo ?? path).split('/').at(-1) ?? '';
  const sideWithout = (sign: string, hunk: readonly number[]): Side => {
    const lines = hunk.filter((at) => !diff[at]?.startsWith(sign));
    const text = lines.map((at) => diff[at]?.slice(1) ?? '').join('\n');
    return { block: { language, text }, lines };
  };
  return (hunk: readonly number[]): readonly Side[] => {
    if (hunk.length === 0) return [];
    const present = sideWithout('-', hunk);
    return present.lines.length < hunk.length ? [present, sideWithout('+', hunk)] : [present];
  };
}
