import type { AgentId, Worktree } from '../agent/agent.ts';
import { freeName } from '../agent/free-name.ts';
import { type Answer, refused, replied } from './host-answers.ts';
import type { HostEffect } from './host-events.ts';
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
  const undoable = model.undoable.filter((one) => !due.includes(one));
  const removed = removedIn(due);
  // Those that may still come back count among those that stay.
  const staying = [...model.agents, ...agentsOf(removedIn(undoable))];
  const worktrees = lastWorktrees(agentsOf(removed), staying);
  return {
    model: { ...model, undoable, clearing: [...model.clearing, ...removed] },
    effects: removed.flatMap(({ agent: { id, name }, sessions, work }): readonly HostEffect[] => {
      const worktree = worktrees.find(({ agent }) => agent === id)?.worktree ?? null;
      return [
        { type: 'forget', agent: id },
        { type: 'clear-away', agent: id, name, sessions, worktree, work },
      ];
    }),
  };
}

/** The worktrees that go with agents: one that is shared goes with the last of those that share it. */
export function lastWorktrees(
  leaving: readonly AgentRecord[],
  staying: readonly AgentRecord[],
): readonly { readonly agent: AgentId; readonly worktree: Worktree }[] {
  const byFolder = new Map(
    leaving.flatMap(({ id, worktree }) =>
      worktree === null ? [] : [[worktree.folder, { agent: id, worktree }] as const],
    ),
  );
  for (const { worktree } of staying) byFolder.delete(worktree?.folder ?? '');
  return [...byFolder.values()];
}

function agentsOf(removed: readonly Removed[]): readonly AgentRecord[] {
  return removed.map(({ agent }) => agent);
}

export function removedIn(undoable: readonly Undoable[]): readonly Removed[] {
  return undoable.flatMap(({ what }) => (what.type === 'removed' ? what.removed : []));
}

/** Its disk is cleared, or what could not be was said. */
export function clearedAway(model: HostModel, id: AgentId): Step {
  return {
    model: { ...model, clearing: model.clearing.filter(({ agent }) => agent.id !== id) },
    effects: [{ type: 'save-roster' }],
  };
}
