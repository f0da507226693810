import type { Worktree } from '../core/agent/agent.ts';

/** Where an agent's work began; null outside a worktree of ours. */
export type WorkBeginning = Pick<Worktree, 'base' | 'baseBranch'> | null;

/** What git is told to compare with, and how a person calls it. */
export type Comparison = { readonly words: readonly string[]; readonly against: string };

/** The first that git can make is meant: the branch that the work began from may be gone. */
export function comparisons(since: WorkBeginning): readonly Comparison[] {
  if (since === null) return [{ words: ['HEAD'], against: 'the last commit' }];
  const { base, baseBranch } = since;
  const commit = base.slice(0, 8);
  return [
    ...(baseBranch === null
      ? []
      : [{ words: ['--merge-base', `refs/heads/${baseBranch}`], against: baseBranch }]),
    { words: ['--merge-base', base], against: commit },
    { words: [base], against: commit },
  ];
}
