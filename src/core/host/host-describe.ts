import type { AgentId, SessionId, Worktree } from '../agent/agent.ts';
import type { AgentSettings } from '../settings/agent-settings.ts';
import { type Answer, replied, withReferred } from './host-answers.ts';
import { type AgentRecord, isLive, rosterEntry, withAgent } from './host-state.ts';

/** What was said for an agent, whatever it does now; enough to write it into a fleet file. */
export type AgentDescription = {
  readonly id: AgentId;
  readonly name: string;
  readonly isLive: boolean;
  readonly task: AgentRecord['task']['type'];
  readonly cwd: string;
  readonly worktree: Worktree | null;
  readonly home: string;
  readonly group: string | null;
  readonly fleet: string | null;
  /** Without those of its first start: `home`, `worktree` and `prompt`. */
  readonly settings: AgentSettings;
  readonly sessionId: SessionId | null;
  /** What it is to begin with, until codex has taken that up. */
  readonly firstPrompt: string | null;
};

export function descriptionOf(agent: AgentRecord): AgentDescription {
  const { id, name, task, cwd, worktree, home, group, fleet, settings, lifecycle, firstPrompt } =
    agent;
  return {
    id,
    name,
    isLive: isLive(agent),
    task: task.type,
    cwd,
    worktree,
    home,
    group,
    fleet,
    settings,
    sessionId: lifecycle.sessionId,
    firstPrompt,
  };
}

/** What an agent is started with from its next start on. Its folder and home are for life. */
export const describe: Answer<'describe'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const { prompt: _prompt, worktree: _worktree, home: _home, ...settings } = command.settings;
    const { group, fleet } = command;
    const described = { ...agent, settings, group, fleet };
    return replied(withAgent(model, described), context, {
      ok: true,
      value: rosterEntry(described),
    });
  });
