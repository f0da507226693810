import type { GitFacts, Worktree } from '../../core/agent/agent.ts';
import type { Git } from '../../system/git.ts';
import { gitChanges } from '../../system/git-changes.ts';
import { isThere } from '../../system/worktree-work.ts';
import { branchOf } from './git-branch.ts';

/**
 * What git says of an agent's folder: its work in a worktree since that began, else what is in no commit yet.
 * Null outside a repository.
 */
export async function readGitFacts(
  git: Git,
  { cwd, worktree }: { readonly cwd: string; readonly worktree: Worktree | null },
): Promise<GitFacts | null> {
  // In a folder that is gone, the branch would be that of a repository around it.
  if (worktree !== null && !(await isThere(worktree.folder))) return null;
  const branch = await branchOf(cwd);
  return branch === null ? null : { branch, changes: await gitChanges(git, cwd, worktree) };
}
