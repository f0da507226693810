import type { AgentId } from '../../src/core/agent/agent.ts';
import type { AgentStep } from '../../src/core/host/host-steps.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance, elapse } from '../../src/core/lifecycle/lifecycle.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { recordedAt } from './recorded-evidence.ts';

/** What a host would note of an agent that hears this, begun a second before. */
export function stepsThrough(agent: AgentId, evidence: readonly Evidence[]): readonly AgentStep[] {
  const began = newLifecycle(recordedAt - 1000);
  const steps: AgentStep[] = [
    {
      agent,
      at: recordedAt - 1000,
      before: null,
      after: began,
      cause: { type: 'from', because: 'new agent' },
    },
  ];
  let before: Lifecycle = began;
  const step = (at: number, after: Lifecycle, cause: AgentStep['cause']) => {
    steps.push({ agent, at, before, after, cause });
    before = after;
  };
  let now = began.since;
  for (const one of evidence) {
    // It was heard in this order, whenever it came about.
    now = Math.max(now, one.at);
    for (let { wakeAt } = before; wakeAt !== null && wakeAt <= now; { wakeAt } = before) {
      step(wakeAt, elapse(before, wakeAt), { type: 'elapsed' });
    }
    step(now, advance(before, one, now), { type: 'heard', evidence: one });
  }
  return steps;
}
