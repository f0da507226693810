import { basename, dirname, join } from 'node:path';
import { type ListedWorktree, linesIn, pathIn, worktreesIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import { ownPrefix } from '../core/git/worktree.ts';
import type { FoundWorktree } from '../core/git/worktree-entries.ts';
import { noWork } from '../core/git/worktree-work.ts';
import type { Git } from './git.ts';
import { gitChanges } from './git-changes.ts';
import { realPath } from './git-repository.ts';
import { type KnownRepository, knownRepositories, namesIn } from './worktree-index.ts';
import { inspectWork, isThere } from './worktree-work.ts';

/**
 * Every worktree that was made from here, every branch that is left of one, and every folder where one was.
 * `folder` is where worktrees are kept unless the settings say otherwise.
 */
export async function findWorktrees(git: Git, folder: string): Promise<readonly FoundWorktree[]> {
  const found: FoundWorktree[] = [];
  // One repository after the other: each takes several gits.
  for (const known of await knownRepositories(folder))
    found.push(...(await allOf(git, folder, known)));
  return found;
}

async function allOf(
  git: Git,
  root: string,
  { repository, folderName }: KnownRepository,
): Promise<readonly FoundWorktree[]> {
  const listed = await git(repository, ['worktree', 'list', '--porcelain', '-z']);
  const all = listed.type === 'done' ? worktreesIn(listed.output) : [];
  // Where the settings keep them the user may have others; ours are in the folder of the repository's digest.
  const ours = all.slice(1).filter((one) => basename(dirname(one.folder)) === folderName);
  const since = await headOf(git, repository);
  const found: FoundWorktree[] = [];
  for (const one of ours) found.push(await worktreeFound(git, { repository, one, since }));
  for (const branch of await loneBranches(git, repository, all)) {
    const place = { repository, folder: null, branch };
    const work = await inspectWork(git, place);
    found.push({ ...place, state: 'branch alone', lock: null, changes: null, work });
  }
  const why = listed.type === 'done' ? null : gitProblem(listed);
  return [...found, ...(await leftovers({ repository, folder: join(root, folderName), all, why }))];
}

async function headOf(git: Git, repository: string): Promise<string | null> {
  const head = await git(repository, ['rev-parse', '--verify', '--quiet', 'HEAD']);
  return head.type === 'done' ? pathIn(head.output) : null;
}

async function worktreeFound(
  git: Git,
  given: {
    readonly repository: string;
    readonly one: ListedWorktree;
    readonly since: string | null;
  },
): Promise<FoundWorktree> {
  const { repository, since } = given;
  const { folder, branch, lock } = given.one;
  const place = { repository, folder, branch };
  const isHere = await isThere(join(folder, '.git'));
  const changes =
    isHere && since !== null
      ? await gitChanges(git, folder, { base: since, baseBranch: null })
      : null;
  const work = await inspectWork(git, place);
  const state = (await isThere(folder)) ? 'there' : 'folder gone';
  return { ...place, state, lock, changes, work };
}

async function loneBranches(
  git: Git,
  repository: string,
  all: readonly ListedWorktree[],
): Promise<readonly string[]> {
  const own = await git(repository, [
    'for-each-ref',
    '--format=%(refname:lstrip=2)',
    `refs/heads/${ownPrefix}`,
  ]);
  const branches = own.type === 'done' ? linesIn(own.output) : [];
  return branches.filter((branch) => all.every((one) => one.branch !== branch));
}

async function leftovers(given: {
  readonly repository: string;
  readonly folder: string;
  readonly all: readonly ListedWorktree[];
  readonly why: string | null;
}): Promise<readonly FoundWorktree[]> {
  const { repository, all, why } = given;
  const folder = await realPath(given.folder);
  const known = new Set(all.map((one) => one.folder));
  return (await namesIn(folder))
    .map((name) => join(folder, name))
    .filter((path) => !known.has(path))
    .map((path) => ({
      repository,
      folder: path,
      branch: null,
      state: 'leftover',
      lock: null,
      changes: null,
      work: why === null ? noWork : { problem: why },
    }));
}
