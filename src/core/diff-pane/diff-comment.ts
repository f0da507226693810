import type { DiffHunk, DiffLine } from '../diff/diff.ts';
import type { DiffDocument } from './diff-document.ts';
import { fileOf, hunkOf, lineOf } from './diff-document.ts';

/** What a comment is about. */
export type CommentPlace = {
  /** Such as `src/a.ts, line 12`. */
  readonly words: string;
  /** As they stand in the diff. */
  readonly quoted: readonly string[];
};

/** More is found by the line numbers. */
const quotedLines = 40;

/** Of the row at `at`; null where there is no file. */
export function placeOf(
  document: DiffDocument,
  at: number,
  on: 'line' | 'hunk',
): CommentPlace | null {
  const row = document.rows[at];
  const file = fileOf(document, row);
  if (file === null) return null;
  const hunk = hunkOf(document, row);
  const line = lineOf(document, row);
  if (hunk === null) return { words: file.path, quoted: [] };
  const lines = line !== null && on === 'line' ? [line] : hunk.lines;
  return { words: `${file.path}, ${linesWords(lines, hunk)}`, quoted: quotedOf(lines) };
}

/** By the numbers of the present file; of lines that are gone, by those they had. */
function linesWords(lines: readonly DiffLine[], { newStart }: DiffHunk): string {
  const present = lines.flatMap(({ newNumber }) => newNumber ?? []);
  const former = lines.flatMap(({ oldNumber }) => oldNumber ?? []);
  const isGone = present.length === 0 && former.length > 0;
  const numbers = isGone ? former : present;
  const [first = newStart, last = first] = [numbers[0], numbers.at(-1)];
  const words = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  return isGone ? `former ${words}` : words;
}

const signs = { context: ' ', added: '+', deleted: '-' } as const;

function quotedOf(lines: readonly DiffLine[]): readonly string[] {
  const shown = lines.slice(0, quotedLines).map(({ type, text }) => signs[type] + text);
  const left = lines.length - shown.length;
  return left > 0 ? [...shown, `(and ${left} more lines)`] : shown;
}

/** What the agent is sent. A fence longer than any in the quotation holds it together. */
export function commentPrompt({ words, quoted }: CommentPlace, comment: string): string {
  const runs = quoted.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  const quotation = quoted.length === 0 ? [] : [`${fence}diff`, ...quoted, fence, ''];
  return [`About your change in ${words}:`, '', ...quotation, comment.trim()].join('\n');
}
