import type { Worktree } from '../agent/agent.ts';
import { effectiveSettings } from '../settings/agent-settings.ts';
import type { Asker } from './host-answers.ts';
import type { HostEffect } from './host-events.ts';
import type { AgentRecord, HostModel, Pending } from './host-state.ts';
import type { LaunchRequest, SessionStart } from './launch-request.ts';

/** Null when agents may be started now, else the sentence that says why not. */
export function startProblem(model: HostModel): string | null {
  if (model.pending.some(({ type }) => type === 'stop-host')) {
    return 'The host is stopping; start the agent again in a moment.';
  }
  return model.settings.ok ? null : model.settings.problem;
}

/** What starts an agent's process, at its first start and at every later one. */
export function startEffects(
  model: HostModel,
  agent: AgentRecord,
  start: Pick<LaunchRequest, 'prompt' | 'worktree' | 'consent'> & {
    readonly session: SessionStart;
  },
): readonly HostEffect[] {
  const { id, name, cwd, home, task, lifecycle } = agent;
  const defaults = model.settings.ok ? model.settings.defaults : {};
  const settings = effectiveSettings(defaults, agent.settings);
  const { rolloutPath } = lifecycle;
  const where = agent.worktree && ownWorktree(agent.worktree);
  const launch = { agent: id, name, cwd, home, settings, task, ...start, ...where };
  return [
    { type: 'start-codex', launch },
    // Until its worktree is made, the folder is not the one it works in.
    ...(launch.worktree?.type === 'new' ? [] : [{ type: 'read-git', agent: id } as const]),
    ...(rolloutPath === null
      ? []
      : [{ type: 'follow-rollout', agent: id, path: rolloutPath, subagentId: null } as const]),
  ];
}

/** A launch in the worktree of an earlier one, which is done over when its setup did not succeed. */
function ownWorktree(worktree: Worktree): Partial<LaunchRequest> {
  return { ...worktree.unstarted, worktree: { type: 'own', worktree } };
}

/** The request is answered when each of them has started, or could not be. */
export function pendingStart(
  agents: readonly AgentRecord[],
  { client, request }: Asker,
  kind: 'new' | 'again',
): Pending & { readonly type: 'start' } {
  const ids = agents.map(({ id }) => id);
  const begun = { failed: [], waitsFor: ids, notices: [] };
  return { type: 'start', client, request, kind, agents: ids, ...begun };
}
