import type { Agent, GitChanges } from '../agent/agent.ts';
import { ownBranch } from './worktree.ts';
import { hasWork, type InspectedWork, workText } from './worktree-work.ts';

/** A worktree that codex-grid has made, or what is left of one, as it was found. Folders are absolute. */
export type FoundWorktree = {
  readonly repository: string;
  /** Null when only the branch is left. */
  readonly folder: string | null;
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  /** `leftover`: a folder that git does not know. */
  readonly state: 'there' | 'folder gone' | 'branch alone' | 'leftover';
  /** Why it is locked, which may be an empty text; null when it is not. */
  readonly lock: string | null;
  /** Since it left the branch that the repository is on; null where that is not known. */
  readonly changes: GitChanges | null;
  readonly work: InspectedWork;
};

/** `removable`: nothing would be lost with it. Else `reason` says what keeps it. */
export type WorktreeEntry = FoundWorktree & {
  /** The name of the agent that works in it. */
  readonly agent: string | null;
  readonly removable: boolean;
  readonly reason: string;
};

type KnownAgent = Pick<Agent, 'name' | 'worktree'>;

/** Whose each is, and whether it may go. */
export function worktreeEntries(
  found: readonly FoundWorktree[],
  agents: readonly KnownAgent[],
): readonly WorktreeEntry[] {
  return found.map((one) => {
    const agent = agents.find((candidate) => isOf(one, candidate))?.name ?? null;
    const keeps = agent === null ? whatKeeps(one) : `used by ${agent}`;
    return { ...one, agent, removable: keeps === null, reason: keeps ?? 'clean and merged' };
  });
}

/** An agent whose folder is gone gets it again, of its branch. */
function isOf({ folder, branch }: FoundWorktree, { name, worktree }: KnownAgent): boolean {
  if (worktree === null) return false;
  return folder === null ? branch === ownBranch(name) : folder === worktree;
}

function whatKeeps({ state, lock, work }: FoundWorktree): string | null {
  if (state === 'leftover') return 'git does not know it; look into it, and delete it yourself';
  if (lock !== null) return lock === '' ? 'locked' : `locked: ${lock}`;
  if ('problem' in work) return work.problem;
  return hasWork(work) ? workText(work) : null;
}

/** Those that no agent works in. */
export function orphansIn(entries: readonly WorktreeEntry[]): readonly WorktreeEntry[] {
  return entries.filter(({ agent }) => agent === null);
}
