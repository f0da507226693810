import type { AgentId } from '../core/agent/agent.ts';
import type { ReadDiff } from '../core/diff-pane/diff-pane.ts';
import { workFiles } from '../system/work-diff.ts';
import type { HostPort } from '../wire/host-port.ts';
import { gitOf } from './all-worktrees.ts';
import type { Surroundings } from './call.ts';
import { areDescriptions } from './replies.ts';

/** What an agent changed, for a screen. Git runs beside the screen: the host has others to serve. */
export async function diffOf(
  agent: AgentId,
  host: HostPort,
  surroundings: Surroundings,
): Promise<ReadDiff> {
  const reply = await host.request({ type: 'descriptions' });
  if (!reply.ok) return { problem: reply.error.message };
  if (!areDescriptions(reply.value)) throw new Error('the reply to descriptions has another shape');
  const described = reply.value.find(({ id }) => id === agent);
  if (!described) return { problem: 'The agent was removed.' };
  return workFiles(gitOf(surroundings), described.cwd, described.worktree);
}
