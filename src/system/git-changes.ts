import type { GitChanges } from '../core/agent/agent.ts';
import { lineCountsIn, statusIn } from '../core/git/git-output.ts';
import type { Git } from './git.ts';
import { comparisons, type WorkBeginning } from './git-comparison.ts';

/** A repository that takes longer shows no changes rather than late ones. */
const patienceMs = 4_000;

/**
 * What changed in a folder since the work in its worktree began, or, for `since` null, since the last commit. Null
 * where git does not say, or not in time.
 */
export async function gitChanges(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<GitChanges | null> {
  const limits = { limitMs: patienceMs };
  const status = await git(folder, ['status', '--porcelain=v2', '--branch', '-z'], limits);
  if (status.type !== 'done') return null;
  const { commit, changes } = statusIn(status.output);
  const dirty = changes.length > 0;
  // Before the first commit there is nothing to compare with.
  if (commit === null) return { added: 0, deleted: 0, dirty };
  for (const { words } of comparisons(since)) {
    const diff = await git(folder, ['diff', ...diffWords, ...words, '--'], limits);
    if (diff.type === 'done') return { ...lineCountsIn(diff.output), dirty };
    if (diff.type !== 'refused') return null;
  }
  return null;
}

/** No program of the repository's choice is to run, beside those that git needs to read the files. */
const diffWords = ['--numstat', '-z', '--find-renames', '--no-ext-diff', '--no-textconv'];
