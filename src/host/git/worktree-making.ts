import { dirname, join } from 'node:path';
import type { Worktree } from '../../core/agent/agent.ts';
import { linesIn, pathIn, worktreesIn } from '../../core/git/git-output.ts';
import { gitProblem } from '../../core/git/git-problem.ts';
import { type BranchPlan, branchPlan, worktreeName } from '../../core/git/worktree.ts';
import { counted } from '../../core/git/worktree-work.ts';
import type { Git } from '../../system/git.ts';
import {
  realPath,
  type SourceFolder,
  sourceFolder,
  worktreesFolderName,
} from '../../system/git-repository.ts';
import { makeFolder } from '../../system/make-folder.ts';
import { errorText } from '../../system/system-error.ts';
import { rememberRepository } from '../../system/worktree-index.ts';
import { removeWorktree } from '../../system/worktree-removal.ts';
import { isThere, worktreeState } from '../../system/worktree-work.ts';

export type WantedWorktree = {
  /** The agent's. */
  readonly name: string;
  /** Absolute; the worktree has a counterpart of it. */
  readonly cwd: string;
  /** Null for one of its own. */
  readonly branch: string | null;
  /** Where worktrees are kept. */
  readonly root: string;
  /** Where it is noted which repositories have some. */
  readonly indexFolder: string;
};

/** A worktree that is about to be made, and what its agent's folder will be. */
export type PlannedWorktree = {
  readonly worktree: Omit<Worktree, 'unstarted'>;
  /** In the worktree. */
  readonly cwd: string;
};

export type MadeWorktree =
  | (PlannedWorktree & {
      readonly ok: true;
      /** Sentences that its user should read once. */
      readonly notices: readonly string[];
      /** Nothing has been set up in it. */
      readonly isFresh: boolean;
    })
  | { readonly ok: false; readonly problem: string };

/**
 * Makes a worktree for an agent, or nothing at all. `onPlanned` is told before anything is made, so that it is
 * known whose it is, whatever happens meanwhile.
 */
export async function makeWorktree(
  git: Git,
  wanted: WantedWorktree,
  onPlanned: (planned: PlannedWorktree) => void,
): Promise<MadeWorktree> {
  const source = await sourceFolder(git, wanted.cwd);
  if ('problem' in source) return refused(source.problem);
  const plan = await planIn(git, source, wanted);
  if (plan.type === 'problem') return refused(plan.problem);
  const parent = join(wanted.root, worktreesFolderName(source));
  const name = worktreeName(wanted.name);
  const problem =
    (await pathProblem(git, source, plan)) ??
    (await placeProblem(join(parent, name), wanted, source));
  if (problem !== null) return refused(problem);
  const { repository, branch: baseBranch } = source;
  const folder = join(await realPath(parent), name);
  const base = await baseOf(git, source, plan);
  const branch = plan.branch;
  const worktree = { folder, branch, repository, source: wanted.cwd, base, baseBranch };
  const planned = { worktree, cwd: join(folder, source.inside) };
  onPlanned(planned);
  const added = await addWorktree(git, { source, plan, base, folder });
  if ('problem' in added) {
    return refused(`No worktree could be made of ${wanted.cwd}: ${added.problem}.`);
  }
  // A sparse checkout may leave it out.
  makeFolder(planned.cwd);
  const notices = [
    ...changesNotice(wanted.name, source),
    ...added.complaints.map(
      (complaint) =>
        `A git hook failed when the worktree of ${wanted.name} was made: ${complaint}.`,
    ),
  ];
  return { ok: true, ...planned, notices, isFresh: true };
}

type Addition = {
  readonly source: SourceFolder;
  readonly plan: Plan;
  readonly base: string;
  readonly folder: string;
};

async function addWorktree(
  git: Git,
  addition: Addition,
): Promise<{ readonly complaints: readonly string[] } | { readonly problem: string }> {
  const { source, plan, folder } = addition;
  const added = await git(source.top, addWords(folder, plan), { purpose: 'change' });
  if (added.type === 'done') return { complaints: [] };
  const problem = gitProblem(added);
  if (added.type === 'refused') {
    // Somebody else was as quick: what stands there is theirs.
    if (/^fatal: .* already exists$/m.test(added.errors)) return { problem };
    // Git takes a worktree back when it cannot fill it; one that stands met a failing hook after that.
    const place = { repository: source.repository, folder, branch: plan.branch };
    if ((await worktreeState(git, place)).type === 'there') return { complaints: [problem] };
  }
  await takeBack(git, addition);
  return { problem };
}

function refused(problem: string): MadeWorktree {
  return { ok: false, problem };
}

async function planIn(
  git: Git,
  { gitFolder }: SourceFolder,
  { name, branch }: WantedWorktree,
): Promise<BranchPlan> {
  if (branch !== null && !(await isBranchName(git, branch))) {
    const problem = `"${branch}" cannot name a branch. Name another: --worktree BRANCH.`;
    return { type: 'problem', problem };
  }
  const [local, remote, listed] = await Promise.all([
    git(gitFolder, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads/']),
    branch === null
      ? null
      : git(gitFolder, [
          'for-each-ref',
          '--format=%(refname:lstrip=2)',
          `refs/remotes/*/${branch}`,
        ]),
    git(gitFolder, ['worktree', 'list', '--porcelain', '-z']),
  ]);
  if (local.type !== 'done') return { type: 'problem', problem: `${gitProblem(local)}.` };
  return branchPlan(name, branch, {
    local: linesIn(local.output),
    remote: remote?.type === 'done' ? linesIn(remote.output) : [],
    checkedOut: listed.type === 'done' ? worktreesIn(listed.output) : [],
  });
}

async function isBranchName(git: Git, branch: string): Promise<boolean> {
  if (branch.startsWith('-') || branch === 'HEAD') return false;
  return (await git('/', ['check-ref-format', `refs/heads/${branch}`])).type === 'done';
}

type Plan = Exclude<BranchPlan, { type: 'problem' }>;

function startOf(plan: Plan): string {
  return plan.type === 'use' ? `refs/heads/${plan.branch}` : plan.start;
}

/** Null when the branch has the folder that the agent is to work in. */
async function pathProblem(
  git: Git,
  { top, inside }: SourceFolder,
  plan: Plan,
): Promise<string | null> {
  if (inside === '') return null;
  const found = await git(top, ['cat-file', '-t', `${startOf(plan)}:${inside}`]);
  if (found.type === 'done' && found.output.trim() === 'tree') return null;
  const where = plan.type === 'use' ? `the branch ${plan.branch}` : 'the last commit';
  return `The folder ${inside} is not in ${where} of ${top}, so a worktree would not have it. Commit it first, or start the agent without --worktree.`;
}

async function placeProblem(
  folder: string,
  { root, indexFolder }: WantedWorktree,
  source: SourceFolder,
): Promise<string | null> {
  if (await isThere(folder)) {
    return `The folder of the worktree exists already: ${folder}. See codex-grid worktrees, or choose another name.`;
  }
  try {
    makeFolder(dirname(folder));
    await rememberRepository(indexFolder, source);
    return null;
  } catch (error) {
    return `The folder ${root} cannot be used for worktrees: ${errorText(error)}.`;
  }
}

/** Where its work begins: what it shares with the branch that it was made from. */
async function baseOf(git: Git, { top, commit }: SourceFolder, plan: Plan): Promise<string> {
  const shared = await git(top, ['merge-base', commit, startOf(plan)]);
  return shared.type === 'done' ? pathIn(shared.output) : commit;
}

function addWords(folder: string, plan: Plan): readonly string[] {
  if (plan.type === 'use') return ['worktree', 'add', folder, plan.branch];
  const tracking = plan.start === 'HEAD' ? '--no-track' : '--track';
  return ['worktree', 'add', tracking, '-b', plan.branch, folder, plan.start];
}

async function takeBack(git: Git, { source, plan, base, folder }: Addition): Promise<void> {
  const { repository } = source;
  await removeWorktree(git, { repository, folder, branch: plan.branch }, 'lose');
  if (plan.type === 'use') return;
  await git(repository, ['update-ref', '-d', `refs/heads/${plan.branch}`, base], {
    purpose: 'change',
  });
}

function changesNotice(name: string, { changes, top }: SourceFolder): readonly string[] {
  if (changes.length === 0) return [];
  const what = counted(changes.length, 'uncommitted change');
  return [
    `${name} starts from the last commit: ${what} of ${top} ${changes.length === 1 ? 'is' : 'are'} not in its worktree.`,
  ];
}
