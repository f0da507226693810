/** Branches under it are made by codex-grid, one for an agent, and go with it once their work is elsewhere. */
export const ownPrefix = 'grid/';

/** The branch of an agent's worktree when its user names none. Git takes more names for agents than for branches. */
export function ownBranch(agentName: string): string {
  return `${ownPrefix}${worktreeName(agentName)}`;
}

export function isOwnBranch(branch: string): boolean {
  return branch.startsWith(ownPrefix);
}

/** Null, or why so many agents cannot each have a worktree as `worktree` says it: true, or a branch. */
export function sharedBranch(worktree: boolean | string | undefined, count: number): string | null {
  if (count === 1 || typeof worktree !== 'string' || worktree === '') return null;
  return `${count} agents cannot all work on the branch ${worktree}: git checks a branch out only once. Name no branch (--worktree alone, or worktree = true), and each agent gets one of its own.`;
}

/** The last part of the worktree's path. */
export function worktreeName(agentName: string): string {
  return agentName
    .replaceAll(/\.{2,}/g, '.')
    .replace(/\.$/, '')
    .replace(/\.lock$/, '-lock');
}

/**
 * The folder that holds the worktrees of one repository; the digest, 8 hex digits of its git folder's path, tells
 * repositories of one name apart, and shows later that the worktree in it was made here.
 */
export function repositoryFolderName(repository: string, digest: string): string {
  const name = repository
    .replace(/\/+(\.git)?\/*$/, '')
    .replace(/^.*\//s, '')
    .replace(/\.git$/, '')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+/, '');
  return `${[...name].slice(0, 40).join('') || 'repository'}-${digest}`;
}

/** What a repository has, as far as it decides on a worktree's branch. */
export type BranchFacts = {
  readonly local: readonly string[];
  /** Of the wanted name, such as `origin/fix`. */
  readonly remote: readonly string[];
  /** Where branches are checked out. */
  readonly checkedOut: readonly {
    readonly branch: string | null;
    readonly folder: string;
    /** Whether the folder is gone, and git has not noticed. */
    readonly isMissing: boolean;
  }[];
};

export type BranchPlan =
  /** Made at `start`, a branch of a remote or HEAD. */
  | { readonly type: 'make'; readonly branch: string; readonly start: string }
  | { readonly type: 'use'; readonly branch: string }
  | { readonly type: 'problem'; readonly problem: string };

/** Which branch the worktree of an agent gets. `wanted` is null when the user named none. */
export function branchPlan(
  agentName: string,
  wanted: string | null,
  facts: BranchFacts,
): BranchPlan {
  const branch = wanted ?? ownBranch(agentName);
  const holder = facts.checkedOut.find((one) => one.branch === branch);
  if (holder) return problem(checkedOutText(branch, holder, wanted));
  if (facts.local.includes(branch)) {
    return wanted === null
      ? problem(
          `The branch ${branch} exists already. Go on with it: --worktree ${branch}. Or choose another name.`,
        )
      : { type: 'use', branch };
  }
  // A branch is a file below refs/heads: none can be the folder of another.
  const inTheWay = facts.local.find(
    (one) => branch.startsWith(`${one}/`) || one.startsWith(`${branch}/`),
  );
  if (inTheWay !== undefined) {
    return problem(
      `The branch ${branch} cannot be made: there is a branch ${inTheWay}. Name another: --worktree BRANCH.`,
    );
  }
  const [first, second] = facts.remote;
  if (wanted !== null && first !== undefined) {
    return second === undefined
      ? { type: 'make', branch, start: first }
      : problem(
          `More than one remote has a branch ${branch}: ${facts.remote.join(', ')}. Make yours first: git branch ${branch} ${first}`,
        );
  }
  return { type: 'make', branch, start: 'HEAD' };
}

function problem(text: string): BranchPlan {
  return { type: 'problem', problem: text };
}

function checkedOutText(
  branch: string,
  { folder, isMissing }: BranchFacts['checkedOut'][number],
  wanted: string | null,
): string {
  if (isMissing) {
    return `The branch ${branch} was checked out in ${folder}, which is gone. Have git forget that with: git worktree prune`;
  }
  const wayOut =
    wanted === null ? 'Choose another name.' : 'Start the agent there, or name another branch.';
  return `The branch ${branch} is checked out in ${folder}. ${wayOut}`;
}
