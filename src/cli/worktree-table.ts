import type { WorktreeEntry } from '../core/git/worktree-entries.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { fromHome } from './agent-table.ts';
import type { Paint } from './paint.ts';

export type WorktreeTableLook = { readonly homeFolder: string; readonly paint: Paint };

type Column = { readonly title: string; readonly text: (entry: WorktreeEntry) => string };

/** The worktrees, one a line under a line of titles. */
export function worktreeTable(
  entries: readonly WorktreeEntry[],
  { homeFolder, paint }: WorktreeTableLook,
): string {
  const columns: readonly Column[] = [
    { title: 'AGENT', text: ({ agent }) => agent ?? '-' },
    { title: 'BRANCH', text: ({ branch }) => branch ?? '-' },
    { title: 'LINES', text: linesText },
    { title: 'STATE', text: stateText },
    { title: 'FOLDER', text: (entry) => fromHome(entry.folder ?? entry.repository, homeFolder) },
  ];
  const rows = entries.map((entry) => columns.map(({ text }) => plainText(text(entry))));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, at) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - textWidth(cell)))
      .join('  ')
      .trimEnd();
  return [paint('muted', line(titles)), ...rows.map(line)].map((each) => `${each}\n`).join('');
}

function linesText({ changes }: WorktreeEntry): string {
  if (changes === null) return '';
  return `+${changes.added} -${changes.deleted}${changes.dirty ? ' *' : ''}`;
}

const stateWords = {
  there: '',
  'folder gone': 'folder gone, ',
  'branch alone': 'branch alone, ',
  leftover: 'leftover folder, ',
} as const;

function stateText({ state, reason }: WorktreeEntry): string {
  return `${stateWords[state]}${reason}`;
}
