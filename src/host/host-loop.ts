import { onClock } from '../core/host/clock-step.ts';
import type { HostEffect, HostEvent } from '../core/host/host-events.ts';
import { step } from '../core/host/host-model.ts';
import type { HostModel } from '../core/host/host-state.ts';
import { type AgentStep, lifecycleSteps } from '../core/host/host-steps.ts';
import type { Evidence } from '../core/lifecycle/evidence.ts';

export type HostLoop = {
  readonly model: () => HostModel;
  readonly dispatch: (event: HostEvent) => void;
};

export type HostLoopOptions = {
  readonly initial: HostModel;
  /** Epoch ms. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly carryOut: (effect: HostEffect) => void;
  /** Dispatches what hooks have left so far. */
  readonly takeMarkers: () => void;
  /** Before the effects. Of an event that meets a bug too, with nothing changed. */
  readonly onStep: (step: AgentStep) => void;
  readonly onBug: (event: HostEvent, error: unknown) => void;
};

/**
 * Turns events into effects, one event after the other. A bug that one agent's event meets makes
 * that agent failed, with the message in its tile, and the others go on.
 */
export function hostLoop(options: HostLoopOptions): HostLoop {
  const waiting: HostEvent[] = [];
  const failures = new WeakSet<HostEvent>();
  let model = options.initial;
  let isRunning = false;
  let lastAt = options.now();

  const take = (event: HostEvent) => {
    const now = options.now();
    model = onClock(model, lastAt, now);
    lastAt = now;
    const before = model;
    const tell = () => lifecycleSteps(before, event, model, now).forEach(options.onStep);
    try {
      const stepped = step(model, event, { now, newId: options.newId() });
      model = stepped.model;
      tell();
      for (const effect of stepped.effects) options.carryOut(effect);
    } catch (error) {
      options.onBug(event, error);
      if (model === before) tell();
      waiting.push(...failureOf(event, error, now));
    }
  };

  /** Each of them once: what tells of a failure may itself meet the bug. */
  const failureOf = (event: HostEvent, error: unknown, now: number): readonly HostEvent[] => {
    if (!('agent' in event) || failures.has(event)) return [];
    const reason = error instanceof Error ? error.message : String(error);
    return failureEvidence(reason, now).map((evidence) => {
      const failure = { type: 'evidence', agent: event.agent, evidence } as const;
      failures.add(failure);
      return failure;
    });
  };

  return {
    model: () => model,
    dispatch(event) {
      if (comesAfterMarkers(event)) options.takeMarkers();
      waiting.push(event);
      // An effect may dispatch; its event comes after the effects that are left.
      if (isRunning) return;
      isRunning = true;
      try {
        for (let next = waiting.shift(); next; next = waiting.shift()) take(next);
      } finally {
        isRunning = false;
      }
    },
  };
}

/**
 * Codex waits for each hook before it goes on, so the markers that lie there tell of what came before a report that
 * is heard now. Without them the report would be judged by half of the story; and so would a silence.
 */
function comesAfterMarkers(event: HostEvent): boolean {
  if (event.type === 'evidence') return event.evidence.witness !== 'marker';
  return event.type === 'woke' || event.type === 'prompt-found';
}

/** In the words of witnesses that the lifecycle knows: a turn that ended with an error. */
function failureEvidence(reason: string, at: number): readonly Evidence[] {
  const error = `codex-grid lost track of this agent: ${reason}`;
  return [
    { witness: 'in-band', at, report: 'error', kind: null },
    {
      witness: 'rollout',
      at,
      subagentId: null,
      turnId: null,
      fact: { type: 'turn-completed', error, lastMessage: null },
    },
  ];
}
