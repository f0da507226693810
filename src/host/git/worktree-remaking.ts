import { dirname, join, relative } from 'node:path';
import type { Worktree } from '../../core/agent/agent.ts';
import { gitProblem } from '../../core/git/git-problem.ts';
import type { Git } from '../../system/git.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { errorText } from '../../system/system-error.ts';
import { isThere, worktreeState } from '../../system/worktree-work.ts';
import type { MadeWorktree } from './worktree-making.ts';

/** The worktree of an earlier start. One that was removed meanwhile is made again, on its branch. */
export async function keptWorktree(
  git: Git,
  worktree: Worktree,
  { name, cwd }: { readonly name: string; readonly cwd: string },
): Promise<MadeWorktree> {
  const { folder, branch, repository } = worktree;
  const state = await worktreeState(git, worktree);
  // The lock that git has on one while it fills it.
  const isHalfMade = state.type !== 'unknown' && state.lock === 'initializing';
  if (isHalfMade) {
    await git(repository, ['worktree', 'remove', '--force', '--force', folder], {
      purpose: 'change',
    });
  }
  if (await isThere(folder)) return { ok: true, worktree, cwd, notices: [], isFresh: false };
  const refused = (why: string): MadeWorktree => ({
    ok: false,
    problem: `The worktree ${folder} of ${name} is gone, and could not be made again: ${why}.`,
  });
  if (!(await isThere(repository))) return refused(`its repository ${repository} is gone too`);
  const tip = await git(repository, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]);
  const onto =
    tip.type === 'done' ? [folder, branch] : ['--no-track', '-b', branch, folder, worktree.base];
  try {
    makeFolder(dirname(folder));
  } catch (error) {
    return refused(errorText(error));
  }
  // Git may have the one that is gone on its list still.
  await git(repository, ['worktree', 'remove', folder], { purpose: 'change' });
  const added = await git(repository, ['worktree', 'add', ...onto], { purpose: 'change' });
  if (added.type !== 'done') return refused(gitProblem(added));
  const inside = relative(folder, cwd);
  const counterpart = inside.startsWith('..') ? folder : join(folder, inside);
  makeFolder(counterpart);
  const from = tip.type === 'done' ? `the branch ${branch}` : `commit ${worktree.base.slice(0, 8)}`;
  return {
    ok: true,
    worktree,
    cwd: counterpart,
    notices: [`The worktree of ${name} was gone. It was made again from ${from}.`],
    isFresh: true,
  };
}
