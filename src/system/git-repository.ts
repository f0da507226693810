import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { linesIn, pathIn, statusIn, versionProblem, worktreesIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import { repositoryFolderName } from '../core/git/worktree.ts';
import type { Git, GitRun } from './git.ts';
import { isSystemError } from './system-error.ts';

/** A folder in a repository that a worktree can be made of. Paths are real. */
export type SourceFolder = {
  /** The whole worktree that the folder lies in; of a bare repository, the repository. */
  readonly top: string;
  /** From `top` to the folder; empty when they are the same. */
  readonly inside: string;
  /** The folder of the main worktree, or the bare repository. */
  readonly repository: string;
  /** What all worktrees of the repository share. */
  readonly gitFolder: string;
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  readonly commit: string;
  /** Not in a commit yet, a line each. */
  readonly changes: readonly string[];
};

export type Unusable = { readonly problem: string };

/** The repository around a folder, or the sentence that says why no worktree can be made of it. */
export async function sourceFolder(git: Git, folder: string): Promise<SourceFolder | Unusable> {
  const unusable = (why: string): Unusable => ({
    problem: `No worktree can be made of ${folder}: ${why}.`,
  });
  const version = await git('/', ['--version']);
  if (version.type !== 'done') return unusable(gitProblem(version));
  const tooOld = versionProblem(version.output);
  if (tooOld !== null) return { problem: tooOld };
  const kind = await git(folder, ['rev-parse', '--is-bare-repository', '--is-inside-work-tree']);
  if (kind.type !== 'done') return unusable(whyNoRepository(kind));
  const [isBare, isInside] = linesIn(kind.output).map((word) => word === 'true');
  if (!isBare && !isInside) return unusable('it lies in the .git folder of a repository');
  const place = await placeOf(git, folder, isBare ? 'bare' : 'worktree');
  if ('problem' in place) return unusable(place.problem);
  const state = await stateOf(git, folder, isBare ? 'bare' : 'worktree');
  if ('problem' in state) return unusable(state.problem);
  return { ...place, ...state };
}

function whyNoRepository(failure: Exclude<GitRun, { type: 'done' }>): string {
  const why = gitProblem(failure);
  return /in no git repository/.test(why)
    ? `${why}. Make it one with git init and a first commit, or start the agent without a worktree`
    : why;
}

type Place = Pick<SourceFolder, 'top' | 'inside' | 'repository' | 'gitFolder'>;
type Kind = 'bare' | 'worktree';

async function placeOf(git: Git, folder: string, kind: Kind): Promise<Place | Unusable> {
  const common = await git(folder, ['rev-parse', '--path-format=absolute', '--git-common-dir']);
  const own = await git(folder, ['rev-parse', '--path-format=absolute', '--git-dir']);
  const toplevel = kind === 'bare' ? common : await git(folder, ['rev-parse', '--show-toplevel']);
  if (common.type !== 'done') return { problem: gitProblem(common) };
  if (own.type !== 'done') return { problem: gitProblem(own) };
  if (toplevel.type !== 'done') return { problem: gitProblem(toplevel) };
  const gitFolder = await realPath(pathIn(common.output));
  const top = await realPath(pathIn(toplevel.output));
  const isMain = kind === 'bare' || (await realPath(pathIn(own.output))) === gitFolder;
  const repository = isMain ? top : await mainFolder(git, gitFolder);
  const inside = kind === 'bare' ? '' : relative(top, await realPath(folder));
  return { top, inside, gitFolder, repository };
}

/** Of a submodule git lists its git folder, which serves as well. */
async function mainFolder(git: Git, gitFolder: string): Promise<string> {
  const listed = await git(gitFolder, ['worktree', 'list', '--porcelain', '-z']);
  const first = listed.type === 'done' ? worktreesIn(listed.output)[0]?.folder : undefined;
  if (first !== undefined) return realPath(first);
  return basename(gitFolder) === '.git' ? dirname(gitFolder) : gitFolder;
}

type State = Pick<SourceFolder, 'branch' | 'commit' | 'changes'>;

async function stateOf(git: Git, folder: string, kind: Kind): Promise<State | Unusable> {
  const head = await git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.type === 'late' || head.type === 'missing') return { problem: gitProblem(head) };
  if (head.type === 'refused') {
    return { problem: 'the repository has no commit yet. Make a first one: git commit' };
  }
  const commit = pathIn(head.output);
  if (kind === 'worktree') {
    const status = await git(folder, ['status', '--porcelain=v2', '--branch', '-z']);
    if (status.type !== 'done') return { problem: gitProblem(status) };
    const { branch, changes } = statusIn(status.output);
    return { branch, commit, changes };
  }
  const symbolic = await git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return {
    branch: symbolic.type === 'done' ? pathIn(symbolic.output) : null,
    commit,
    changes: [],
  };
}

/** The name of the folder that holds our worktrees of the repository. */
export function worktreesFolderName({
  repository,
  gitFolder,
}: Pick<SourceFolder, 'repository' | 'gitFolder'>): string {
  const digest = createHash('sha256').update(gitFolder).digest('hex').slice(0, 8);
  return repositoryFolderName(repository, digest);
}

/** As given when it does not exist. */
export async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return path;
  }
}
