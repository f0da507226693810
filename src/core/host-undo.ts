import type { AgentId } from './agent.ts';
import { freeName } from './free-name.ts';
import { type Answer, refused, replied } from './host-answers.ts';
import type { HostEffect } from './host-events.ts';
import { ownWorktree } from './host-remove.ts';
import {
  type AgentRecord,
  agentById,
  freeNumbers,
  type HostModel,
  type Removed,
  roster,
  type Step,
  type StepContext,
  type Undoable,
  withAgent,
} from './host-state.ts';

/** Long enough to see what one has done; nothing is deleted before. */
export const undoMs = 10_000;

export function withUndoable(
  model: HostModel,
  what: Undoable['what'],
  { now }: StepContext,
): HostModel {
  return { ...model, undoable: [...model.undoable, { what, until: now + undoMs }] };
}

/** Takes back the last removal or renaming. */
export const undo: Answer<'undo'> = (model, _command, context) => {
  const last = model.undoable.findLast(({ until }) => until > context.now);
  if (!last) {
    return refused(
      model,
      context,
      'failed',
      `There is nothing to undo: a removal or renaming can be undone for ${undoMs / 1000} seconds.`,
    );
  }
  const rest = { ...model, undoable: model.undoable.filter((one) => one !== last) };
  const undone =
    last.what.type === 'renamed' ? renamedBack(rest, last.what) : broughtBack(rest, last.what);
  return 'problem' in undone
    ? refused(model, context, 'failed', undone.problem)
    : replied(undone.model, context, { ok: true, value: undone.told });
};

type Undone = { readonly model: HostModel; readonly told: string } | { readonly problem: string };

function renamedBack(
  model: HostModel,
  { agent: id, from }: Extract<Undoable['what'], { type: 'renamed' }>,
): Undone {
  const agent = agentById(model, id);
  if (!agent) return { problem: 'The agent that was renamed has been removed since.' };
  if (model.agents.some(({ name }) => name === from)) {
    return { problem: `Another agent is named ${from} by now, so ${agent.name} keeps its name.` };
  }
  return {
    model: withAgent(model, { ...agent, name: from }),
    told: `${agent.name} is ${from} again.`,
  };
}

function broughtBack(
  model: HostModel,
  { removed }: Extract<Undoable['what'], { type: 'removed' }>,
): Undone {
  const names: string[] = [];
  let whole = model;
  // In the order of their tiles, so that each finds the place it had.
  for (const { agent, position } of removed.toSorted((a, b) => a.position - b.position)) {
    const back = { ...agent, ...freeIdentity(whole, agent) };
    whole = { ...whole, agents: whole.agents.toSpliced(position, 0, back) };
    names.push(back.name === agent.name ? agent.name : `${agent.name} (now ${back.name})`);
  }
  return { model: whole, told: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} back.` };
}

/** Its name and number, where nobody has taken them meanwhile. */
function freeIdentity(
  model: HostModel,
  { name, number }: AgentRecord,
): Pick<AgentRecord, 'name' | 'number'> {
  const isTaken = model.agents.some((other) => other.number === number);
  const [free = number] = isTaken ? freeNumbers(model, 1) : [number];
  const others = roster(model);
  const isNamed = others.some((other) => other.name === name);
  return { name: isNamed ? freeName(name, others) : name, number: free };
}

/** What can be undone no longer is carried out: the screens are let go of, and what is to go leaves the disk. */
export function clearDue(model: HostModel, { now }: StepContext): Step {
  const due = model.undoable.filter(({ until }) => until <= now);
  if (due.length === 0) return { model, effects: [] };
  const removed = due.flatMap(({ what }) => (what.type === 'removed' ? what.removed : []));
  const leaving = removed.map(({ agent }) => agent.id);
  return {
    model: {
      ...model,
      undoable: model.undoable.filter((one) => !due.includes(one)),
      clearing: [...model.clearing, ...removed],
    },
    effects: removed.flatMap((one) => [
      { type: 'forget', agent: one.agent.id } as const,
      clearAway(model, one, leaving),
    ]),
  };
}

function clearAway(
  model: HostModel,
  { agent, sessions, work }: Removed,
  leaving: readonly AgentId[],
): HostEffect {
  const { id, name } = agent;
  const worktree = ownWorktree(model, agent, leaving);
  return { type: 'clear-away', agent: id, name, sessions, worktree, work };
}

/** Its disk is cleared, or what could not be was said. */
export function clearedAway(model: HostModel, id: AgentId): Step {
  return {
    model: { ...model, clearing: model.clearing.filter(({ agent }) => agent.id !== id) },
    effects: [{ type: 'save-roster' }],
  };
}
