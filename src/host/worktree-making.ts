import { join } from 'node:path';
import type { Worktree } from '../core/agent.ts';
import { linesIn, pathIn, worktreesIn } from '../core/git-output.ts';
import { gitProblem } from '../core/git-problem.ts';
import { type BranchPlan, branchPlan, worktreeName } from '../core/worktree.ts';
import { counted } from '../core/worktree-work.ts';
import type { Git } from '../system/git.ts';
import {
  realPath,
  type SourceFolder,
  sourceFolder,
  worktreesFolderName,
} from '../system/git-repository.ts';
import { makeFolder } from '../system/make-folder.ts';
import { errorText } from '../system/system-error.ts';
import { rememberRepository } from '../system/worktree-index.ts';
import { removeWorktree } from '../system/worktree-removal.ts';
import { isThere, worktreeState } from '../system/worktree-work.ts';

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

export type MadeWorktree =
  | {
      readonly ok: true;
      readonly worktree: Omit<Worktree, 'unstarted'>;
      /** In the worktree. */
      readonly cwd: string;
      /** Sentences that its user should read once. */
      readonly notices: readonly string[];
      /** Nothing has been set up in it. */
      readonly isFresh: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** Makes a worktree for an agent, or nothing at all. */
export async function makeWorktree(git: Git, wanted: WantedWorktree): Promise<MadeWorktree> {
  const source = await sourceFolder(git, wanted.cwd);
  if ('problem' in source) return { ok: false, problem: source.problem };
  const plan = await planIn(git, source, wanted);
  if (plan.type === 'problem') return refused(plan.problem);
  const folder = join(wanted.root, worktreesFolderName(source), worktreeName(wanted.name));
  const problem =
    (await pathProblem(git, source, plan)) ?? (await placeProblem(folder, wanted, source));
  if (problem !== null) return refused(problem);
  const base = await baseOf(git, source, plan);
  const added = await git(source.top, addWords(folder, plan), { purpose: 'change' });
  const real = await realPath(folder);
  const place = { repository: source.repository, folder: real, branch: plan.branch };
  const hookNotice: string[] = [];
  if (added.type !== 'done') {
    // Git takes a worktree back when it cannot fill it; one that stands met a failing hook after that.
    if (added.type !== 'refused' || (await worktreeState(git, place)).type !== 'there') {
      await takeBack(git, place, { plan, base });
      return refused(`No worktree could be made of ${wanted.cwd}: ${gitProblem(added)}.`);
    }
    hookNotice.push(
      `A git hook failed when the worktree of ${wanted.name} was made: ${gitProblem(added)}.`,
    );
  }
  const cwd = join(real, source.inside);
  // A sparse checkout may leave it out.
  makeFolder(cwd);
  const { repository, branch: baseBranch } = source;
  const worktree = { ...place, source: wanted.cwd, base, baseBranch, repository };
  return {
    ok: true,
    worktree,
    cwd,
    isFresh: true,
    notices: [...changesNotice(wanted.name, source), ...hookNotice],
  };
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
    makeFolder(join(root, worktreesFolderName(source)));
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

async function takeBack(
  git: Git,
  place: Parameters<typeof removeWorktree>[1] & { readonly branch: string },
  { plan, base }: { readonly plan: Plan; readonly base: string },
): Promise<void> {
  await removeWorktree(git, place, 'lose');
  if (plan.type === 'use') return;
  // Only where it was made; the branch of another's is elsewhere.
  await git(place.repository, ['update-ref', '-d', `refs/heads/${plan.branch}`, base], {
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
