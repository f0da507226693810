import type { AgentId, StopPhase } from '../agent/agent.ts';
import type { Evidence } from '../lifecycle/evidence.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import { type Answer, type Asker, referredAgents, refused, withPending } from './host-answers.ts';
import type { HostEffect } from './host-events.ts';
import {
  type AgentRecord,
  type HostModel,
  isLive,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';

/**
 * Codex 0.169.0 takes one step towards its end at each Ctrl+C, whatever it shows: it puts a draft into its
 * history, closes a menu, interrupts a turn (one that waits for an answer, too), and at rest it quits. It never
 * sends, approves or chooses anything by it, as `/quit` and Enter would where something else has the keyboard.
 */
const leaveKey = 'C-c';
/** Codex interrupts a turn and quits within 100 ms; several times that on a busy machine. */
const pressEveryMs = 500;
/** A menu, a draft, a turn, a prompt that had waited behind it, and the end: with more it does not listen. */
const pressLimit = 6;
/** Codex ends within 50 ms of a SIGTERM; one that does not is stuck. */
const killAfterMs = 5_000;

const press = (agent: AgentId): HostEffect => ({
  type: 'write-keys',
  agent,
  keys: [leaveKey],
  literal: false,
});

type Phase = {
  readonly order: (agent: AgentId) => HostEffect;
  readonly presses: 0 | 1;
  /** Until something more is done. */
  readonly waitMs: number | null;
};

const phases: Readonly<Record<StopPhase, Phase>> = {
  interrupting: { order: press, presses: 1, waitMs: pressEveryMs },
  quitting: { order: press, presses: 1, waitMs: pressEveryMs },
  terminating: {
    order: (agent) => ({ type: 'signal', agent, signal: 'SIGTERM' }),
    presses: 0,
    waitMs: killAfterMs,
  },
  killing: {
    order: (agent) => ({ type: 'signal', agent, signal: 'SIGKILL' }),
    presses: 0,
    waitMs: null,
  },
};

export const stopSome: Answer<'stop'> = (model, { agents: references }, context) => {
  const agents =
    references === 'all' ? model.agents.filter(isLive) : referredAgents(model, references);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const { client, request } = context;
  const ids = agents.map(({ id }) => id);
  const waiting = withPending(model, { type: 'stop', client, request, agents: ids });
  return stopAll(waiting, agents, context);
};

export function stopHost(model: HostModel, context: StepContext & Asker): Step {
  const { client, request } = context;
  const waiting = withPending(model, { type: 'stop-host', client, request });
  return stopAll(waiting, model.agents, context);
}

/** One that is told again while it stops is stopped at once. */
function stopAll(model: HostModel, agents: readonly AgentRecord[], { now }: StepContext): Step {
  return inTurn(model, agents.filter(isLive), (agent) =>
    entered(
      agent,
      agent.stopping === null ? firstPhase(agent) : hurried[agent.stopping.phase],
      now,
    ),
  );
}

const hurried = {
  interrupting: 'terminating',
  quitting: 'terminating',
  terminating: 'killing',
  killing: 'killing',
} as const satisfies Record<StopPhase, StopPhase>;

function firstPhase({ task, lifecycle }: AgentRecord): StopPhase {
  // Nothing of codex reads keys yet, or what does is no conversation.
  if (task.type === 'command' || lifecycle.memory.process.type !== 'running') return 'terminating';
  return phaseBy(lifecycle.name);
}

/** Keys only where it is known what reads them: before codex's composer there is nothing to lose. */
function phaseBy(name: LifecycleName): Exclude<StopPhase, 'killing'> {
  switch (name) {
    case 'working':
    case 'approval':
    case 'question':
      return 'interrupting';
    case 'done':
    case 'ready':
    case 'failed':
    case 'interrupted':
      return 'quitting';
    case 'starting':
    case 'dialog':
    case 'unknown':
    case 'ended':
      return 'terminating';
    default:
      return name satisfies never;
  }
}

/** The agents whose stop is due for its next step. */
export function stopFurther(model: HostModel, { now }: StepContext): Step {
  const due = model.agents.filter(
    ({ stopping }) => stopping !== null && stopping.until !== null && stopping.until <= now,
  );
  return inTurn(model, due, (agent) => steppedFurther(agent, now));
}

function steppedFurther(agent: AgentRecord, now: number): Stopped {
  const { stopping, lifecycle } = agent;
  if (stopping === null) return { agent, effects: [] };
  const { phase, presses } = stopping;
  if (phase === 'terminating' || phase === 'killing') return entered(agent, 'killing', now);
  return entered(agent, presses < pressLimit ? phaseBy(lifecycle.name) : 'terminating', now);
}

/** What a piece of evidence means for an agent that is being stopped. */
export function stopAfter(agent: AgentRecord, evidence: Evidence, now: number): Stopped {
  const { stopping, lifecycle } = agent;
  if (stopping === null) return { agent, effects: [] };
  if (!isLive(agent)) return { agent: { ...agent, stopping: null }, effects: [] };
  // It was told to stop before there was a process to tell.
  const isBegin =
    evidence.witness === 'process' &&
    (evidence.fact.type === 'started' || evidence.fact.type === 'setting-up');
  if (isBegin) return entered(agent, 'terminating', now);
  const isInterrupted = stopping.phase === 'interrupting' && phaseBy(lifecycle.name) === 'quitting';
  return isInterrupted && stopping.presses < pressLimit
    ? entered(agent, 'quitting', now)
    : { agent, effects: [] };
}

type Stopped = { readonly agent: AgentRecord; readonly effects: readonly HostEffect[] };

function entered(agent: AgentRecord, phase: StopPhase, now: number): Stopped {
  const { waitMs, order, presses } = phases[phase];
  return {
    agent: {
      ...agent,
      stopping: {
        phase,
        until: waitMs === null ? null : now + waitMs,
        presses: (agent.stopping?.presses ?? 0) + presses,
      },
    },
    effects: [order(agent.id)],
  };
}

function inTurn(
  model: HostModel,
  agents: readonly AgentRecord[],
  change: (agent: AgentRecord) => Stopped,
): Step {
  const stopped = agents.map(change);
  return {
    model: stopped.reduce((current, { agent }) => withAgent(current, agent), model),
    effects: stopped.flatMap(({ effects }) => effects),
  };
}
