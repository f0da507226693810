import type { Evidence } from '../lifecycle/evidence.ts';
import { advance } from '../lifecycle/lifecycle.ts';
import type { HostEffect } from './host-events.ts';
import { type AgentRecord, type HostModel, isLive, type Step } from './host-state.ts';

/**
 * A subcommand of codex reports nothing of itself and waits for its user for as long as it runs. `agent` has
 * heard the evidence already.
 */
export function withCommandAtWork(
  agent: AgentRecord,
  evidence: Evidence,
  now: number,
): AgentRecord {
  const { task } = agent;
  const isStart = evidence.witness === 'process' && evidence.fact.type === 'started';
  if (task.type === 'session' || !isStart) return agent;
  const dialog = `codex ${task.words[0] ?? ''}`.trim();
  const told = { witness: 'screen', at: evidence.at, dialog } as const;
  return { ...agent, lifecycle: advance(agent.lifecycle, told, now) };
}

/** Takes a command off the grid that has done its work; one that failed stays, with what it said. */
export function withoutDoneCommand(model: HostModel, agent: AgentRecord): Step {
  const { task, lifecycle, id, name } = agent;
  const { exit } = lifecycle;
  const isDone = !isLive(agent) && exit !== null && exit.signal === null && exit.code === 0;
  if (task.type === 'session' || !isDone) return { model, effects: [] };
  const message = `${name}: codex ${task.words.join(' ')} is done.`;
  const effects: readonly HostEffect[] = [
    { type: 'forget', agent: id },
    { type: 'notify', message },
  ];
  return { model: { ...model, agents: model.agents.filter((other) => other.id !== id) }, effects };
}
