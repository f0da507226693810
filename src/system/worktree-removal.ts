import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { worktreesIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import { isOwnBranch } from '../core/git/worktree.ts';
import { hasWork, workText } from '../core/git/worktree-work.ts';
import type { Git } from './git.ts';
import { isErrorCode } from './system-error.ts';
import { inspectWork, isThere, type WorktreePlace, worktreeState } from './worktree-work.ts';

/**
 * Removes a worktree and, when it was made for it, its branch. With `keep` nothing is removed that holds work.
 * Null when it is done, else the sentence that says why not.
 */
export async function removeWorktree(
  git: Git,
  place: WorktreePlace,
  work: 'keep' | 'lose',
): Promise<string | null> {
  const refused = (why: string) => `${nameOf(place)} was not removed: ${why}.`;
  const state = await worktreeState(git, place);
  if (state.type === 'unknown') return refused(state.why);
  if (state.lock !== null) {
    const reason = state.lock === '' ? '' : ` (${state.lock})`;
    return refused(`it is locked${reason}. Unlock it first: git worktree unlock`);
  }
  // Taken before the look, so that a commit made after it keeps the branch.
  const tip = await tipOf(git, place);
  if (work === 'keep') {
    const found = await inspectWork(git, place);
    if ('problem' in found) return refused(found.problem);
    if (hasWork(found)) return refused(`it holds ${workText(found)}`);
  }
  const problem =
    place.folder === null
      ? null
      : await removeFolder(git, { ...place, folder: place.folder }, work);
  if (problem !== null) return refused(problem);
  return tip === null ? null : removeBranch(git, place, tip);
}

function nameOf({ folder, branch }: WorktreePlace): string {
  return folder === null ? `The branch ${branch ?? 'of no name'}` : `The worktree ${folder}`;
}

async function removeFolder(
  git: Git,
  { repository, folder }: WorktreePlace & { readonly folder: string },
  work: 'keep' | 'lose',
): Promise<string | null> {
  // Git takes no worktree with submodules without force, whatever is in them; what is in them was looked at.
  const isForced = work === 'lose' || (await hasSubmodules(git, folder));
  const removed = await git(
    repository,
    ['worktree', 'remove', ...(isForced ? ['--force'] : []), folder],
    { purpose: 'change' },
  );
  const isGone = removed.type === 'refused' && /is not a working tree/.test(removed.errors);
  if (removed.type !== 'done' && !(isGone && !(await isThere(folder)))) return gitProblem(removed);
  await removeEmpty(dirname(folder));
  return null;
}

async function hasSubmodules(git: Git, folder: string): Promise<boolean> {
  if (!(await isThere(folder))) return false;
  const found = await git(folder, ['rev-parse', '--path-format=absolute', '--git-path', 'modules']);
  return found.type === 'done' && isThere(found.output.replace(/\n$/, ''));
}

/** Null when there is no branch that was made for it. */
async function tipOf(git: Git, { repository, branch }: WorktreePlace): Promise<string | null> {
  if (branch === null || !isOwnBranch(branch)) return null;
  const tip = await git(repository, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  return tip.type === 'done' ? tip.output.trim() : null;
}

async function removeBranch(
  git: Git,
  { repository, branch }: WorktreePlace,
  tip: string,
): Promise<string | null> {
  const listed = await git(repository, ['worktree', 'list', '--porcelain', '-z']);
  // Somebody works on it elsewhere, so it is theirs now.
  if (listed.type === 'done' && worktreesIn(listed.output).some((one) => one.branch === branch)) {
    return null;
  }
  // Not `branch -d`: that compares with HEAD alone, and has no way to say which tip was looked at.
  const removed = await git(repository, ['update-ref', '-d', `refs/heads/${branch}`, tip], {
    purpose: 'change',
  });
  if (removed.type !== 'done') {
    return `The branch ${branch} was not removed: ${gitProblem(removed)}.`;
  }
  // Fails where nothing was ever configured for the branch, which is usual.
  await git(repository, ['config', '--remove-section', `branch.${branch}`], { purpose: 'change' });
  return null;
}

/** The folder of a repository's worktrees, once the last is gone. */
async function removeEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!isErrorCode(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EACCES', 'EPERM')) throw error;
  }
}
