import { orphansIn, type WorktreeEntry, worktreeEntries } from '../core/git/worktree-entries.ts';
import { type Git, gitIn } from '../system/git.ts';
import { findWorktrees } from '../system/worktree-scan.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { knownAgents } from './known-agents.ts';

type Problem = { readonly problem: string };

export function gitOf({ env }: Surroundings): Git {
  return gitIn(env);
}

/** Every worktree that codex-grid has made, and whose it is. Starts no host. */
export async function allWorktrees(
  places: Places,
  surroundings: Surroundings,
): Promise<readonly WorktreeEntry[] | Problem> {
  // Looked for first: an agent is on the roster with its worktree before that is made.
  const found = await findWorktrees(gitOf(surroundings), places.worktrees);
  if (found.length === 0) return [];
  const agents = await knownAgents(places, surroundings);
  return 'problem' in agents ? agents : worktreeEntries(found, agents);
}

/** Those that no agent works in, and branches and folders that are left of some. */
export async function orphanWorktrees(
  places: Places,
  surroundings: Surroundings,
): Promise<readonly WorktreeEntry[] | Problem> {
  const entries = await allWorktrees(places, surroundings);
  return 'problem' in entries ? entries : orphansIn(entries);
}
