import { savedRoster } from '../client/saved-agents.ts';
import type { Agent } from '../core/agent/agent.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { connectToRunning } from './host-access.ts';
import { isRoster } from './replies.ts';

type Problem = { readonly problem: string };

/** The agents of the host that runs, or of the last one, and those that `undo` may still bring back. Starts no host. */
export async function knownAgents(
  places: Places,
  surroundings: Surroundings,
): Promise<readonly Agent[] | Problem> {
  const running = await runningAgents(places);
  if (running !== null && 'problem' in running) return running;
  const saved = await savedRoster(places, surroundings.now());
  if ('problem' in saved) return saved;
  const { agents, removed } = saved;
  return [...(running ?? agents.map(rosterEntry)), ...removed.map(rosterEntry)];
}

/** Null when no host runs. */
async function runningAgents(places: Places): Promise<readonly Agent[] | Problem | null> {
  const connection = await connectToRunning(places);
  if (connection.type === 'problem') return { problem: connection.message };
  if (connection.type === 'nobody') return null;
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
