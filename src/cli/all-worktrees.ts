import { savedAgents } from '../client/saved-agents.ts';
import type { Agent } from '../core/agent/agent.ts';
import { orphansIn, type WorktreeEntry, worktreeEntries } from '../core/git/worktree-entries.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { type Git, gitIn } from '../system/git.ts';
import { findWorktrees } from '../system/worktree-scan.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { connectToRunning } from './host-access.ts';
import { isRoster } from './replies.ts';

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
  const agents = await agentsOf(places, surroundings);
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

async function agentsOf(
  places: Places,
  surroundings: Surroundings,
): Promise<readonly Agent[] | Problem> {
  const connection = await connectToRunning(places);
  if (connection.type === 'problem') return { problem: connection.message };
  if (connection.type === 'nobody') {
    const saved = await savedAgents(places, surroundings.now());
    return 'problem' in saved ? saved : saved.map(rosterEntry);
  }
  const { host } = connection;
  try {
    const reply = await host.request({ type: 'list' });
    if (!reply.ok) return { problem: reply.error.message };
    if (!isRoster(reply.value)) throw new Error('the reply to list has another shape');
    return reply.value;
  } finally {
    host.close();
  }
}
