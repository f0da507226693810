import { styleText } from 'node:util';
import type { DiffFile } from '../core/diff/diff.ts';
import { statRows, totalsOf, totalsText } from '../core/diff/diff-stat.ts';
import { colorDepthOf } from '../core/terminal/color-depth.ts';
import { visibleLines } from '../core/text/visible-text.ts';
import type { Environment } from '../wire/places.ts';

/** Where a diff is printed. */
export type DiffPaper = { readonly isTerminal: boolean; readonly env: Environment };

type Color = 'bold' | 'cyan' | 'green' | 'red' | 'none';

/** In git's own colours, and nothing in it that a terminal would obey; into a file or a pipe as it is. */
export function patchText(patch: string, paper: DiffPaper): string {
  if (!paper.isTerminal) return patch;
  const paint = painterFor(paper);
  let inHead = false;
  return patch
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      if (line.startsWith('diff --git ')) inHead = true;
      else if (line.startsWith('@@ ')) inHead = false;
      const [shown = ''] = visibleLines(line);
      return `${paint(inHead ? 'bold' : colorOf(line), shown)}\n`;
    })
    .join('')
    .replace(/^\n$/, '');
}

function colorOf(line: string): Color {
  if (line.startsWith('@@ ')) return 'cyan';
  if (line.startsWith('+')) return 'green';
  return line.startsWith('-') ? 'red' : 'none';
}

/** As `git diff --stat` prints it. */
export function statText(
  files: readonly DiffFile[],
  paper: DiffPaper & { readonly columns: number },
): string {
  if (files.length === 0) return '';
  const paint = painterFor(paper);
  const rows = statRows(files, paper.columns).map(({ path, count, plus, minus }) =>
    ` ${path} | ${count} ${paint('green', plus)}${paint('red', minus)}`.trimEnd(),
  );
  return `${[...rows, ` ${totalsText(totalsOf(files))}`].join('\n')}\n`;
}

function painterFor({ isTerminal, env }: DiffPaper): (color: Color, text: string) => string {
  if (!isTerminal || colorDepthOf(env) === 'none') return (_color, text) => text;
  return (color, text) =>
    color === 'none' || text === '' ? text : styleText(color, text, { validateStream: false });
}
