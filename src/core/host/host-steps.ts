import type { AgentId } from '../agent/agent.ts';
import type { LifecycleStep } from '../lifecycle/evidence-line.ts';
import type { HostEvent } from './host-events.ts';
import { type AgentRecord, agentById, type HostModel } from './host-state.ts';

export type AgentStep = LifecycleStep & { readonly agent: AgentId };

/** What an event did to the lifecycles of agents. `at` is the host's clock, epoch ms. */
export function lifecycleSteps(
  before: HostModel,
  event: HostEvent,
  after: HostModel,
  at: number,
): readonly AgentStep[] {
  if (event.type === 'evidence') return stepHeard(before, event, after, at);
  if (before.agents === after.agents) return [];
  return after.agents.flatMap((agent, index) => {
    const known = before.agents[index];
    if (known === agent) return [];
    const former = known?.id === agent.id ? known : agentById(before, agent.id);
    if (former?.lifecycle === agent.lifecycle) return [];
    return [stepOf(agent, { former, at, cause: causeOf(event, former, agent) })];
  });
}

/** What a host begins with, of every agent of the one before it. */
export function stepsOfStart({ agents }: HostModel, at: number): readonly AgentStep[] {
  const cause = { type: 'from', because: 'host started' } as const;
  return agents.map((agent) => stepOf(agent, { former: undefined, at, cause }));
}

function stepHeard(
  before: HostModel,
  { agent: id, evidence }: Extract<HostEvent, { type: 'evidence' }>,
  after: HostModel,
  at: number,
): readonly AgentStep[] {
  const former = agentById(before, id);
  // A command that is done leaves with its last evidence.
  const agent = agentById(after, id);
  if (!former || !agent) return [];
  const cause =
    agent.task.type === 'command'
      ? ({ type: 'from', because: 'command' } as const)
      : ({ type: 'heard', evidence } as const);
  return [stepOf(agent, { former, at, cause })];
}

function stepOf(
  { id, lifecycle }: AgentRecord,
  {
    former,
    at,
    cause,
  }: {
    readonly former: AgentRecord | undefined;
    readonly at: number;
    readonly cause: LifecycleStep['cause'];
  },
): AgentStep {
  return { agent: id, at, before: former?.lifecycle ?? null, after: lifecycle, cause };
}

function causeOf(
  event: HostEvent,
  former: AgentRecord | undefined,
  { lifecycle }: AgentRecord,
): LifecycleStep['cause'] {
  if (!former) return { type: 'from', because: 'new agent' };
  if (event.type === 'woke') return { type: 'elapsed' };
  if (event.type === 'seen') return { type: 'looked' };
  const wasOver = former.lifecycle.memory.process.type === 'over';
  const isAwaited = lifecycle.memory.process.type === 'awaited';
  return { type: 'from', because: wasOver && isAwaited ? 'restarted' : 'changed' };
}
