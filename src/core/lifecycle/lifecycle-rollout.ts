import type { RolloutEvidence } from './evidence.ts';
import type { Taken } from './lifecycle-marker.ts';
import type { Lifecycle, Outcome } from './lifecycle-memory.ts';
import {
  isOfOlderTurn,
  type TurnTrace,
  threadOf,
  withOutcome,
  withThread,
  withTurn,
} from './lifecycle-turns.ts';
import { shortLine } from './tool-line.ts';

/** A resumed session's rollout begins with the turns of earlier processes. */
export function takeRollout(lifecycle: Lifecycle, evidence: RolloutEvidence): Taken {
  const { fact, subagentId } = evidence;
  if (fact.type === 'tokens' || fact.type === 'model') {
    if (subagentId !== null) return { lifecycle, ignored: 'rollout-of-subagent' };
    if (fact.type === 'tokens') {
      const context = fact.context ?? lifecycle.context;
      const limits = fact.limits ?? lifecycle.limits;
      return { lifecycle: { ...lifecycle, context, limits }, ignored: null };
    }
    const { model, reviewer } = fact;
    const memory = { ...lifecycle.memory, reviewer };
    return { lifecycle: { ...lifecycle, model, memory }, ignored: null };
  }
  const { memory } = lifecycle;
  if (memory.process.type === 'running' && evidence.at < memory.process.startedAt) {
    return { lifecycle, ignored: 'rollout-of-earlier-process' };
  }
  const thread = threadOf(memory, subagentId);
  const trace: TurnTrace = { turnId: evidence.turnId, at: evidence.at, witness: 'rollout' };
  if (isOfOlderTurn(thread, trace)) return { lifecycle, ignored: 'rollout-of-older-turn' };
  const opened = withTurn(thread, trace);
  const outcome = outcomeOf(evidence);
  const changed = outcome === null ? opened : withOutcome(opened, outcome);
  return {
    lifecycle: { ...lifecycle, memory: withThread(memory, subagentId, changed) },
    ignored: null,
  };
}

function outcomeOf({ fact, at }: RolloutEvidence): Outcome | null {
  if (fact.type === 'turn-aborted') {
    return { end: 'interrupted', text: null, at, witness: 'rollout' };
  }
  if (fact.type !== 'turn-completed') return null;
  return fact.error === null
    ? { end: 'completed', text: shortLine(fact.lastMessage), at, witness: 'rollout' }
    : { end: 'failed', text: shortLine(fact.error), at, witness: 'rollout' };
}
