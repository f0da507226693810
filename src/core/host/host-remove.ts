import { nameProblem } from '../agent/agent.ts';
import {
  type Answer,
  type Asker,
  referredAgents,
  refused,
  replied,
  withReferred,
} from './host-answers.ts';
import type { HostCommand } from './host-commands.ts';
import type { HostEvent } from './host-events.ts';
import { nameTaken } from './host-new.ts';
import {
  type AgentRecord,
  type HostModel,
  isLive,
  type Removed,
  rosterEntry,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';
import { lastWorktrees, undoMs, withUndoable } from './host-undo.ts';

type RemoveCommand = Extract<HostCommand, { type: 'remove' }>;

/** Takes ended agents off the roster, once it is known whose work in a worktree would be lost by it. */
export const remove: Answer<'remove'> = (model, command, context) => {
  const agents = removable(model, command);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const staying = model.agents.filter((agent) => !agents.includes(agent));
  const worktrees = lastWorktrees(agents, staying).map(({ worktree }) => worktree);
  if (worktrees.length === 0) return removeNow(model, agents, command, { context, notices: [] });
  const { client, request } = context;
  return { model, effects: [{ type: 'check-work', client, request, command, worktrees }] };
};

/** The worktrees were looked at. Meanwhile an agent may have been started again, or removed. */
export function workChecked(
  model: HostModel,
  { client, request, command, problem }: Extract<HostEvent, { type: 'work-checked' }>,
  context: StepContext,
): Step {
  const asker = { client, request };
  if (problem !== null && command.work === 'keep') {
    const error = { code: 'failed', message: problem, reason: 'has-work' } as const;
    return replied(model, asker, { ok: false, error });
  }
  const agents = removable(model, command);
  if ('problem' in agents) return refused(model, asker, 'failed', agents.problem);
  const notices =
    problem === null
      ? []
      : [`In ${undoMs / 1000} seconds this is lost, unless you undo it. ${problem}`];
  return removeNow(model, agents, command, { context: { ...context, ...asker }, notices });
}

function removable(
  model: HostModel,
  command: RemoveCommand,
): readonly AgentRecord[] | { readonly problem: string } {
  const agents = referredAgents(model, command.agents);
  if ('problem' in agents) return agents;
  const live = agents.find(isLive);
  if (live) {
    const problem = `${live.name} still runs (${live.lifecycle.name}). Stop it first: codex-grid stop ${live.name}.`;
    return { problem };
  }
  const elsewhere = agents.find(({ home }) => command.sessions === 'purge' && home !== 'isolated');
  if (!elsewhere) return agents;
  const { name, home, lifecycle } = elsewhere;
  const place = home === 'shared' ? 'your own Codex home' : home;
  const wayOut = lifecycle.sessionId === null ? '' : `, or: codex delete ${lifecycle.sessionId}`;
  return {
    problem: `The sessions of ${name} are in ${place}, which is not codex-grid's to purge. Remove it without --purge${wayOut}.`,
  };
}

function removeNow(
  model: HostModel,
  agents: readonly AgentRecord[],
  { sessions, work }: RemoveCommand,
  {
    context,
    notices,
  }: { readonly context: StepContext & Asker; readonly notices: readonly string[] },
): Step {
  const removed: readonly Removed[] = agents.map((agent) => ({
    agent,
    position: model.agents.indexOf(agent),
    sessions,
    work,
  }));
  const left = { ...model, agents: model.agents.filter((agent) => !agents.includes(agent)) };
  const undoable = { type: 'removed', removed } as const;
  return replied(withUndoable(left, undoable, context), context, {
    ok: true,
    value: agents.map(rosterEntry),
    ...(notices.length > 0 && { notices }),
  });
}

export const rename: Answer<'rename'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const { name } = command;
    const problem = nameProblem(name);
    if (problem !== null) return refused(model, context, 'usage', problem);
    const renamed = { ...agent, name };
    const reply = { ok: true, value: rosterEntry(renamed) } as const;
    if (name === agent.name) return replied(model, context, reply);
    const taken = nameTaken(model, name);
    if (taken !== null) return refused(model, context, 'failed', taken);
    const undoable = { type: 'renamed', agent: agent.id, from: agent.name } as const;
    return replied(withUndoable(withAgent(model, renamed), undoable, context), context, reply);
  });
