import type { DiffHunk, DiffLine } from '../diff/diff.ts';
import { type DiffDocument, fileOf, hunkOf, lineOf } from './diff-document.ts';

/**
 * What is copied of the row at `at`: its line as it stands in the file, or its hunk as a patch has it. Of a row about
 * a whole file it is the path; null where there is nothing.
 */
export function copiedText(
  document: DiffDocument,
  at: number,
  what: 'line' | 'hunk',
): string | null {
  const row = document.rows[at];
  const line = lineOf(document, row);
  const hunk = hunkOf(document, row);
  if (line !== null && what === 'line') return line.text;
  if (hunk !== null) return patchOf(hunk);
  return fileOf(document, row)?.path ?? null;
}

function patchOf(hunk: DiffHunk): string {
  const { oldStart, newStart, heading, lines } = hunk;
  const head = `@@ -${range(oldStart, lines, 'added')} +${range(newStart, lines, 'deleted')} @@`;
  return [`${head}${heading === '' ? '' : ` ${heading}`}`, ...lines.map(patchLine)].join('\n');
}

/** Of the lines that are on that side. */
function range(start: number, lines: readonly DiffLine[], notOn: DiffLine['type']): string {
  return `${start},${lines.filter(({ type }) => type !== notOn).length}`;
}

function patchLine({ type, text, end }: DiffLine): string {
  const sign = { context: ' ', added: '+', deleted: '-' }[type];
  return `${sign}${text}${end === 'none' ? '\n\\ No newline at end of file' : ''}`;
}
