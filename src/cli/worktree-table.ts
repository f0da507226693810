import type { WorktreeEntry } from '../core/git/worktree-entries.ts';
import { fromHome } from './agent-table.ts';
import type { Paint } from './paint.ts';
import { type TextColumn, textTable } from './text-table.ts';

export type WorktreeTableLook = { readonly homeFolder: string; readonly paint: Paint };

/** The worktrees, one a line under a line of titles. */
export function worktreeTable(
  entries: readonly WorktreeEntry[],
  { homeFolder, paint }: WorktreeTableLook,
): string {
  const columns: readonly TextColumn<WorktreeEntry>[] = [
    { title: 'AGENT', text: ({ agent }) => agent ?? '-' },
    { title: 'BRANCH', text: ({ branch }) => branch ?? '-' },
    { title: 'LINES', text: linesText },
    { title: 'STATE', text: stateText },
    { title: 'FOLDER', text: (entry) => fromHome(entry.folder ?? entry.repository, homeFolder) },
  ];
  return textTable(entries, columns, paint);
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
