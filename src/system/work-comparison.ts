import { pathIn } from '../core/git/git-output.ts';
import { gitProblem } from '../core/git/git-problem.ts';
import type { Git, GitRun } from './git.ts';
import { type Comparison, comparisons, type WorkBeginning } from './git-comparison.ts';
import { isThere } from './worktree-work.ts';

/** What git says of the work in a folder, and what it compared with. */
export type WorkComparison =
  | {
      readonly type: 'compared';
      /** The whole worktree. */
      readonly folder: string;
      readonly against: string;
      readonly output: string;
    }
  /** It was too much, or took too long. */
  | { readonly type: 'late'; readonly problem: string }
  | { readonly type: 'impossible'; readonly problem: string };

/** Whatever the user's config says: no program of the repository's choice is run, and names are as they are. */
const leadingWords = ['-c', 'core.quotePath=false', '-c', 'core.bigFileThreshold=4m', 'diff'];
const usualWords = [
  '--find-renames',
  '--submodule=short',
  '--no-color',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
];

/**
 * Has git compare a folder's worktree, files that git knows, with what it was when the work began, or, for `since`
 * null, at the last commit. `words` say what is printed of it. Never rejects.
 */
export async function compareWork(
  git: Git,
  {
    folder,
    since,
    words,
  }: {
    readonly folder: string;
    readonly since: WorkBeginning;
    readonly words: readonly string[];
  },
): Promise<WorkComparison> {
  // Of a folder that is gone, git would say less plainly what is the matter.
  if (!(await isThere(folder))) {
    return { type: 'impossible', problem: `The folder ${folder} is gone.` };
  }
  const top = await git(folder, ['rev-parse', '--show-toplevel']);
  if (top.type !== 'done') return uncompared(folder, top);
  const at = pathIn(top.output);
  const head = await git(at, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.type === 'late' || head.type === 'missing') return uncompared(folder, head);
  const begun = head.type === 'done' ? comparisons(since) : await fromNothing(git, at);
  let failure: Exclude<GitRun, { type: 'done' }> = { type: 'late' };
  for (const comparison of begun) {
    const { against } = comparison;
    const run = await git(at, [
      ...leadingWords,
      ...words,
      ...usualWords,
      ...comparison.words,
      '--',
    ]);
    if (run.type === 'done') return { type: 'compared', folder: at, against, output: run.output };
    failure = run;
    if (run.type !== 'refused') break;
  }
  return uncompared(folder, failure);
}

function uncompared(folder: string, run: Exclude<GitRun, { type: 'done' }>): WorkComparison {
  if (run.type !== 'late') {
    return { type: 'impossible', problem: `There is no diff of ${folder}: ${gitProblem(run)}.` };
  }
  const problem = `The changes in ${folder} are too many to be shown, or git took too long. See them with git diff there.`;
  return { type: 'late', problem };
}

/** Before the first commit everything is new. The id of the empty tree differs with the repository's hash. */
async function fromNothing(git: Git, folder: string): Promise<readonly Comparison[]> {
  const tree = await git(folder, ['hash-object', '-t', 'tree', '/dev/null']);
  const empty = tree.type === 'done' ? pathIn(tree.output) : 'HEAD';
  return [{ words: [empty], against: 'an empty repository' }];
}
