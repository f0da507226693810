import type { WorkDiff } from '../core/diff/diff.ts';
import { newFilePatch } from '../core/diff/new-file-patch.ts';
import { pathIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import type { Git, GitRun } from './git.ts';
import { type Comparison, comparisons, type WorkBeginning } from './git-comparison.ts';
import { newFiles } from './new-files.ts';
import { isThere } from './worktree-work.ts';

type Problem = { readonly problem: string };

/** Whatever the user's config says: a patch of the usual form, and no program of the repository's choice is run. */
const diffWords = [
  'diff',
  '--patch',
  '--find-renames',
  '--unified=3',
  '--inter-hunk-context=0',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--submodule=short',
  '--no-color',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
];

/** Names as they are, and files that nobody reads as a diff only named. */
const config = ['-c', 'core.quotePath=false', '-c', 'core.bigFileThreshold=4m'];

/**
 * All that was changed in a folder's worktree since the work in it began, or, for `since` null, since the last commit:
 * what is in commits, what is in none, and new files. Never rejects.
 */
export async function workDiff(
  git: Git,
  folder: string,
  since: WorkBeginning,
): Promise<WorkDiff | Problem> {
  // Of a folder that is gone, git would say less plainly what is the matter.
  if (!(await isThere(folder))) return { problem: `The folder ${folder} is gone.` };
  const unreadable = (run: Exclude<GitRun, { type: 'done' }>): Problem => ({
    problem:
      run.type === 'late'
        ? `The changes in ${folder} are too many to be shown, or git took too long. See them with git diff there.`
        : `There is no diff of ${folder}: ${gitProblem(run)}.`,
  });
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  if (top.type !== 'done') return unreadable(top);
  const at = pathIn(top.output);
  const head = await git(at, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.type === 'late' || head.type === 'missing') return unreadable(head);
  const begun = head.type === 'done' ? comparisons(since) : await fromNothing(git, at);
  let failure: Exclude<GitRun, { type: 'done' }> = { type: 'late' };
  for (const { words, against } of begun) {
    const diff = await git(at, [...config, ...diffWords, ...words, '--']);
    if (diff.type === 'done') {
      const added = await newFiles(git, at);
      const patch = diff.output + added.files.map(newFilePatch).join('');
      return { folder: at, against, patch, notes: added.notes };
    }
    failure = diff;
    if (diff.type !== 'refused') break;
  }
  return unreadable(failure);
}

/** Before the first commit everything is new. The id of the empty tree differs with the repository's hash. */
async function fromNothing(git: Git, folder: string): Promise<readonly Comparison[]> {
  const tree = await git(folder, ['hash-object', '-t', 'tree', '/dev/null']);
  const empty = tree.type === 'done' ? pathIn(tree.output) : 'HEAD';
  return [{ words: [empty], against: 'an empty repository' }];
}
