import type { GitChanges } from '../core/agent/agent.ts';
import { lineCountsIn, statusIn } from '../core/git/git-output.ts';
import type { Git } from './git.ts';
import { comparisons, type WorkBeginning } from './git-comparison.ts';

/** A repository that takes longer shows no changes rather than late ones. */
const patienceMs = 4_000;

/** `paths` begin at the worktree; one that ends in a slash is a repository in it, or a folder of too many new files. */
export type ChangedFiles = { readonly changes: GitChanges; readonly paths: readonly string[] };

/**
 * What changed in a folder since the work in its worktree began, or, for `since` null, since the last commit. Null
 * where git does not say, or not in time.
 */
export async function changedFiles(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<ChangedFiles | null> {
  const limits = { limitMs: patienceMs };
  const status = await git(folder, ['status', '--porcelain=v2', '--branch', '-z'], limits);
  if (status.type !== 'done') return null;
  const { commit, changes, untracked } = statusIn(status.output);
  const dirty = changes.length > 0;
  const created = await filesIn(git, folder, untracked);
  // Before the first commit there is nothing to compare with.
  if (commit === null) return { changes: { added: 0, deleted: 0, dirty }, paths: created };
  for (const { words } of comparisons(since)) {
    const diff = await git(folder, ['diff', ...diffWords, ...words, '--'], limits);
    if (diff.type === 'done') {
      const { added, deleted, paths } = lineCountsIn(diff.output);
      return { changes: { added, deleted, dirty }, paths: [...paths, ...created] };
    }
    if (diff.type !== 'refused') return null;
  }
  return null;
}

/** Of a new folder git's status names no file. */
async function filesIn(git: Git, folder: string, paths: readonly string[]) {
  const folders = paths.filter((path) => path.endsWith('/')).slice(0, folderLimit);
  if (folders.length === 0) return paths;
  const only = folders.map((path) => `:(top,literal)${path}`);
  const listed = await git(
    folder,
    ['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ...only],
    { limitMs: patienceMs },
  );
  if (listed.type !== 'done') return paths;
  const files = listed.output.split('\0').filter((path) => path !== '');
  return [...paths.filter((path) => !folders.includes(path)), ...files];
}

/** As many paths as any system takes in one command. */
const folderLimit = 500;

/** The same without the files. */
export async function gitChanges(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<GitChanges | null> {
  return (await changedFiles(git, folder, since))?.changes ?? null;
}

/** No program of the repository's choice is to run, beside those that git needs to read the files. */
const diffWords = [
  '--numstat',
  '-z',
  '--find-renames',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
];
