import type { SessionId, Worktree } from '../agent/agent.ts';
import { referredAgent } from '../agent/agent-reference.ts';
import type { HostCommand } from './host-commands.ts';
import { type AgentRecord, type HostModel, isLive } from './host-state.ts';
import type { SessionStart } from './launch-request.ts';

type NewCommand = Extract<HostCommand, { type: 'new' }>;

/** What a new agent begins with, and what it takes over from the agent that it is forked from. */
export type Beginning = {
  readonly command: NewCommand;
  readonly session: SessionStart;
  readonly worktree: Worktree | null;
};

export function beginningOf(
  model: HostModel,
  command: NewCommand,
): Beginning | { readonly problem: string } {
  const { session } = command;
  switch (session.type) {
    case 'new':
      return { command, session: { type: 'new' }, worktree: null };
    case 'adopt': {
      const id = session.id as SessionId;
      const holder = model.agents.find(({ lifecycle }) => lifecycle.sessionId === id);
      if (holder) return { problem: heldBy(holder, id) };
      const adopt = { type: 'adopt', id, rollout: session.rollout } as const;
      return { command: inPlace(command), session: adopt, worktree: null };
    }
    case 'fork': {
      const original = referredAgent(model.agents, session.agent);
      return 'problem' in original ? original : forkOf(original, command);
    }
    default:
      return session satisfies never;
  }
}

function heldBy(holder: AgentRecord, id: SessionId): string {
  const { name, number, lifecycle } = holder;
  const wayOut = isLive(holder)
    ? `A copy that goes its own way: codex-grid fork ${name}.`
    : `Bring it back: codex-grid resume ${name}.`;
  return `Session ${id} is that of ${name} (${number}, ${lifecycle.name}). ${wayOut}`;
}

function forkOf(
  original: AgentRecord,
  command: NewCommand,
): Beginning | { readonly problem: string } {
  const { name, lifecycle, settings, home, group, worktree, origin } = original;
  const { sessionId, rolloutPath } = lifecycle;
  const from =
    sessionId !== null && rolloutPath !== null
      ? ({ type: 'fork', id: sessionId, rollout: rolloutPath } as const)
      : origin;
  if (from === null) {
    return { problem: `${name} has no session to fork yet: it begins with its first prompt.` };
  }
  const isInside = worktree !== null && `${command.cwd}/`.startsWith(`${worktree.folder}/`);
  const takenOver = {
    ...command,
    group: command.group ?? group,
    settings: { ...settings, home, ...command.settings },
  };
  const filled = inPlace(takenOver);
  return {
    command: filled,
    session: from,
    worktree: isInside && filled.settings.worktree === false ? worktree : null,
  };
}

/** A conversation that goes on does so where it is, whatever new agents get. */
function inPlace(command: NewCommand): NewCommand {
  return { ...command, settings: { worktree: false, ...command.settings } };
}
