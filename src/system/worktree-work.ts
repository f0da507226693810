import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { linesIn, statusIn, worktreesIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import { isOwnBranch } from '../core/git/worktree.ts';
import type { InspectedWork } from '../core/git/worktree-work.ts';
import type { Git } from './git.ts';
import { isErrorCode, isSystemError } from './system-error.ts';

/** A worktree of ours, or only the branch that is left of one. */
export type WorktreePlace = {
  readonly repository: string;
  /** Null when only the branch is left. */
  readonly folder: string | null;
  /** Null when HEAD is detached. */
  readonly branch: string | null;
};

export type WorktreeState =
  | { readonly type: 'there'; readonly lock: string | null }
  | { readonly type: 'gone'; readonly lock: string | null }
  | { readonly type: 'unknown'; readonly why: string };

/** What git knows of a worktree. In a folder that is none any more, git would look at a repository around it. */
export async function worktreeState(
  git: Git,
  { repository, folder }: WorktreePlace,
): Promise<WorktreeState> {
  if (folder === null) return { type: 'gone', lock: null };
  const listed = await git(repository, ['worktree', 'list', '--porcelain', '-z']);
  if (listed.type !== 'done') return { type: 'unknown', why: gitProblem(listed) };
  const known = worktreesIn(listed.output).find((one) => one.folder === folder);
  const lock = known?.lock ?? null;
  if (!(await isThere(folder))) return { type: 'gone', lock };
  // Git does not look whether a locked one is missing.
  if (known && !known.isMissing && (await isThere(join(folder, '.git')))) {
    return { type: 'there', lock };
  }
  return { type: 'unknown', why: `git does not know ${folder} as a worktree of ${repository}` };
}

/** Never rejects. */
export async function inspectWork(git: Git, place: WorktreePlace): Promise<InspectedWork> {
  const state = await worktreeState(git, place);
  if (state.type === 'unknown') return { problem: state.why };
  const folder = state.type === 'there' ? place.folder : null;
  const [uncommitted, unmerged, inSubmodules] = await Promise.all([
    folder === null ? [] : uncommittedIn(git, folder),
    unmergedIn(git, { ...place, folder }),
    folder === null ? [] : unpublishedIn(git, folder),
  ]);
  if ('problem' in uncommitted) return uncommitted;
  if ('problem' in unmerged) return unmerged;
  if ('problem' in inSubmodules) return inSubmodules;
  return { uncommitted, unmerged: [...unmerged, ...inSubmodules] };
}

type Lines = readonly string[] | { readonly problem: string };

async function uncommittedIn(git: Git, folder: string): Promise<Lines> {
  const status = await git(folder, [
    'status',
    '--porcelain=v2',
    '--branch',
    '--untracked-files=normal',
    '--ignore-submodules=none',
    '-z',
  ]);
  return status.type === 'done' ? statusIn(status.output).changes : { problem: gitProblem(status) };
}

/** More commits than anybody reads; the rest are as good as counted. */
const commitLimit = 1000;

/**
 * What only the worktree's own branch, or its detached HEAD, holds. Any other branch, tag or remote keeps a
 * commit; a branch that was not made for the worktree stays, and keeps its own.
 */
async function unmergedIn(git: Git, { repository, folder, branch }: WorktreePlace): Promise<Lines> {
  const own = branch !== null && isOwnBranch(branch) ? branch : null;
  const heads = [
    ...(own === null ? [] : [`refs/heads/${own}`]),
    ...(folder === null ? [] : [await headOf(git, folder)]),
  ].filter((head) => head !== null);
  if (heads.length === 0) return [];
  const others = [...(own === null ? [] : [`--exclude=${own}`]), '--branches', '--remotes'];
  const log = await git(repository, [
    'log',
    '--format=%h %s',
    `--max-count=${commitLimit}`,
    ...heads,
    '--not',
    ...others,
    '--tags',
    '--',
  ]);
  if (log.type === 'done') return linesIn(log.output);
  // The branch is gone already, and with it what could be lost.
  if (folder === null && log.type === 'refused' && /bad revision/.test(log.errors)) return [];
  return { problem: gitProblem(log) };
}

/** Null before the first commit. */
async function headOf(git: Git, folder: string): Promise<string | null> {
  const head = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  return head.type === 'done' ? head.output.trim() : null;
}

/** Submodules of a worktree have their commits in its own git folder, which goes with it. */
async function unpublishedIn(git: Git, folder: string): Promise<Lines> {
  const log = await git(folder, [
    'submodule',
    'foreach',
    '--quiet',
    '--recursive',
    'git log --format="%h %s" HEAD --branches --not --remotes --tags --',
  ]);
  return log.type === 'done' ? linesIn(log.output) : { problem: gitProblem(log) };
}

/** Whether something stands there, be it something that may not be looked at. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return !isErrorCode(error, 'ENOENT', 'ENOTDIR');
  }
}
