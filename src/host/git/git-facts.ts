import type { GitFacts, WorkPaths, Worktree } from '../../core/agent/agent.ts';
import { linesIn } from '../../core/git/git-output.ts';
import type { Git } from '../../system/git.ts';
import { type ChangedFiles, changedFiles } from '../../system/git-changes.ts';
import { realPath } from '../../system/git-repository.ts';
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
  if (branch === null) return null;
  const changed = await changedFiles(git, cwd, worktree);
  return {
    branch,
    changes: changed?.changes ?? null,
    work: changed && (await workPaths(git, cwd, changed)),
  };
}

/** More are a change of everything, which meets all others anyway. */
const pathLimit = 5_000;

async function workPaths(
  git: Git,
  cwd: string,
  { paths }: ChangedFiles,
): Promise<WorkPaths | null> {
  const words = ['rev-parse', '--path-format=absolute', '--git-common-dir', '--show-toplevel'];
  const placed = await git(cwd, words);
  if (placed.type !== 'done') return null;
  const [common, top, ...more] = linesIn(placed.output);
  // A path with a line break in it cannot be told from two.
  if (common === undefined || top === undefined || more.length > 0) return null;
  const [repository, worktree] = await Promise.all([realPath(common), realPath(top)]);
  return { repository, worktree, paths: paths.slice(0, pathLimit) };
}
