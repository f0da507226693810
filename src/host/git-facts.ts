import type { GitChanges, GitFacts, Worktree } from '../core/agent.ts';
import { lineCountsIn, statusIn } from '../core/git-output.ts';
import type { Git } from '../system/git.ts';
import { branchOf } from './git-branch.ts';

/** A repository that takes longer shows no changes rather than late ones. */
const patienceMs = 4_000;

/**
 * What git says of an agent's folder: its work in a worktree since that began, else what is in no commit yet.
 * Null outside a repository. Never rejects, except for a bug.
 */
export async function readGitFacts(
  git: Git,
  { cwd, worktree }: { readonly cwd: string; readonly worktree: Worktree | null },
): Promise<GitFacts | null> {
  const branch = await branchOf(cwd);
  return branch === null ? null : { branch, changes: await changesIn(git, cwd, worktree) };
}

async function changesIn(
  git: Git,
  cwd: string,
  worktree: Worktree | null,
): Promise<GitChanges | null> {
  const limits = { limitMs: patienceMs };
  const status = await git(cwd, ['status', '--porcelain=v2', '--branch', '-z'], limits);
  if (status.type !== 'done') return null;
  const { commit, changes } = statusIn(status.output);
  const dirty = changes.length > 0;
  // Before the first commit there is nothing to compare with.
  if (commit === null) return { added: 0, deleted: 0, dirty };
  for (const against of comparisons(worktree)) {
    const diff = await git(cwd, ['diff', ...diffWords, ...against, '--'], limits);
    if (diff.type === 'done') return { ...lineCountsIn(diff.output), dirty };
    if (diff.type !== 'refused') return null;
  }
  return null;
}

/** No program of the repository's choice is to run, beside those that git needs to read the files. */
const diffWords = ['--numstat', '-z', '--find-renames', '--no-ext-diff', '--no-textconv'];

/** The first that git can make: the branch that the work began from may be gone. */
function comparisons(worktree: Worktree | null): readonly (readonly string[])[] {
  if (worktree === null) return [['HEAD']];
  const { base, baseBranch } = worktree;
  return [
    ...(baseBranch === null ? [] : [['--merge-base', `refs/heads/${baseBranch}`]]),
    ['--merge-base', base],
    [base],
  ];
}
