import { type Glob, type GlobPart, globText } from '../text/glob.ts';

/** One item as it was written; `column` is where it begins, from 1. `text` is without quotes. */
export type Found = {
  readonly column: number;
  readonly text: string;
  readonly glob: Glob;
  /** Whether any of it stood in quotes. */
  readonly quoted: boolean;
  readonly problem: { readonly column: number; readonly message: string } | null;
};

/** Reads a selector from left to right, letter by letter. */
export type Scanner = {
  readonly isOver: () => boolean;
  readonly skipSpaces: () => void;
  /** Whether one of the letters stood here, which is passed by then. */
  readonly takes: (letters: string) => boolean;
  /** The same; and when none comes behind spaces, they are still to be read. */
  readonly takesBehindSpaces: (letters: string) => boolean;
  /** The word before a `=`, and passes by both. */
  readonly field: () => { readonly column: number; readonly text: string } | null;
  /** As far as a space or an operator. */
  readonly item: () => Found;
};

const space = /\s/;
const quotes = ['"', "'"];
const ending = /[\s,+&]/;

export function scannerOf(selector: string): Scanner {
  const letters = [...selector];
  let at = 0;

  const skipSpaces = () => {
    while (space.test(letters[at] ?? '')) at += 1;
  };
  const takes = (wanted: string) => {
    const letter = letters[at];
    if (letter === undefined || !wanted.includes(letter)) return false;
    at += 1;
    return true;
  };
  return {
    isOver: () => at >= letters.length,
    skipSpaces,
    takes,
    takesBehindSpaces(wanted) {
      const before = at;
      skipSpaces();
      if (takes(wanted)) return true;
      at = before;
      return false;
    },
    field() {
      const [whole, text] = /^(\p{L}+)=/u.exec(letters.slice(at).join('')) ?? [];
      if (whole === undefined || text === undefined) return null;
      const column = at + 1;
      at += [...whole].length;
      return { column, text };
    },
    item() {
      const found = itemAt(letters, at);
      at = found.end;
      return found;
    },
  };
}

function itemAt(letters: readonly string[], start: number): Found & { readonly end: number } {
  const parts: GlobPart[] = [];
  /** Where the quote that is open began. */
  let opened: number | null = null;
  let quoted = false;
  let at = start;
  for (; at < letters.length; at += 1) {
    const letter = letters[at] ?? '';
    if (opened !== null) {
      if (letter === letters[opened]) opened = null;
      else parts.push({ type: 'letter', letter });
    } else if (quotes.includes(letter)) {
      opened = at;
      quoted = true;
    } else if (ending.test(letter)) break;
    else parts.push(partOf(letter));
  }
  const problem =
    opened === null ? null : { column: opened + 1, message: 'This quote has no end.' };
  return { column: start + 1, text: globText(parts), glob: parts, quoted, problem, end: at };
}

function partOf(letter: string): GlobPart {
  if (letter === '*') return { type: 'run' };
  return letter === '?' ? { type: 'one' } : { type: 'letter', letter };
}
