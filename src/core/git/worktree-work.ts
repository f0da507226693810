import { plainText } from '../text/plain-text.ts';

/** What a worktree holds that is nowhere else. A line each, such as `new notes.txt` or `1a2b3c4 Mend the login`. */
export type WorktreeWork = {
  /** In no commit. What git ignores is no work. */
  readonly uncommitted: readonly string[];
  /** Commits that would be lost with the worktree and the branch that was made for it. */
  readonly unmerged: readonly string[];
};

/** What is known of it; `problem` says why nothing is. */
export type InspectedWork = WorktreeWork | { readonly problem: string };

export const noWork: WorktreeWork = { uncommitted: [], unmerged: [] };

export function hasWork({ uncommitted, unmerged }: WorktreeWork): boolean {
  return uncommitted.length + unmerged.length > 0;
}

/** E.g. `2 uncommitted changes and 1 commit that is in no other branch`. */
export function workText({ uncommitted, unmerged }: WorktreeWork): string {
  const parts = [
    ...(uncommitted.length > 0 ? [counted(uncommitted.length, 'uncommitted change')] : []),
    ...(unmerged.length > 0 ? [`${counted(unmerged.length, 'commit')} in no other branch`] : []),
  ];
  return parts.join(' and ');
}

/** Lines of a list that a person can take in. */
const listLimit = 20;

/** The work itself, a line each, indented. */
export function workList({ uncommitted, unmerged }: WorktreeWork): string {
  const lines = [...uncommitted, ...unmerged.map((commit) => `commit ${commit}`)];
  const rest = lines.length - listLimit;
  return [...lines.slice(0, listLimit).map(plainText), ...(rest > 0 ? [`and ${rest} more`] : [])]
    .map((line) => `  ${line}`)
    .join('\n');
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
