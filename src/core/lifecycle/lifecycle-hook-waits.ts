import type { HookEvidence } from './evidence.ts';
import type { Taken } from './lifecycle-marker.ts';
import { type HookWait, isOpen, type Lifecycle, type Memory } from './lifecycle-memory.ts';
import { threadOf } from './lifecycle-turns.ts';
import { asksDetail, type VerdictRule, verdict } from './lifecycle-verdict.ts';

// While our hook waits for the user's answer codex itself says that it works.

export function takeHook(lifecycle: Lifecycle, evidence: HookEvidence): Taken {
  const { wait, fact, at } = evidence;
  const { memory } = lifecycle;
  const withMemory = (changed: Partial<Memory>): Taken => ({
    lifecycle: { ...lifecycle, memory: { ...memory, ...changed } },
    ignored: null,
  });
  if (fact.type === 'waits') {
    const begun = waitOf(memory, wait, fact);
    if (begun === null) return { lifecycle, ignored: 'hook-of-unknown-request' };
    if (memory.hookWaits.length >= waitLimit) return { lifecycle, ignored: 'too-many-hook-waits' };
    return withMemory({ hookWaits: [...memory.hookWaits, begun] });
  }
  const ended = memory.hookWaits.find(({ id }) => id === wait);
  if (!ended) return { lifecycle, ignored: 'hook-wait-is-over' };
  const hookWaits = memory.hookWaits.filter(({ id }) => id !== wait);
  return withMemory(
    fact.type === 'left' ? { hookWaits, leftWait: { ...ended, leftAt: at } } : { hookWaits },
  );
}

/** More than a model calls tools side by side. */
const waitLimit = 16;

/** Null when the marker counted for nothing, or codex has gone on since. */
function waitOf(
  memory: Memory,
  id: string,
  { askedAt, subagentId }: Extract<HookEvidence['fact'], { readonly type: 'waits' }>,
): HookWait | null {
  const { asks, turnId } = threadOf(memory, subagentId);
  const ask = asks.find(({ kind, at }) => kind === 'approval' && at === askedAt);
  if (!ask) return null;
  const { text, tool } = ask;
  return { id, subagentId, turnId, text, tool, at: askedAt };
}

/** Those that an answer still helps. Whoever reviews in the user's place is asked at once. */
export function openHookWaits(memory: Memory): readonly HookWait[] {
  return memory.hookWaits.filter((wait) => goesOn(memory, wait));
}

function goesOn(memory: Memory, { subagentId, turnId, at }: HookWait): boolean {
  const { process, inBand, reviewer } = memory;
  if (process.type !== 'running') return false;
  if (reviewer !== null && reviewer !== 'user') return false;
  const thread = threadOf(memory, subagentId);
  if (!isOpen(thread) || thread.turnId !== turnId) return false;
  // Codex rests while the root's hook waits only when its turn was interrupted.
  return subagentId !== null || inBand === null || inBand.busy !== null || inBand.at < at;
}

export const waitsInHook: VerdictRule = (facts) => {
  const waits = openHookWaits(facts);
  return waits.length === 0
    ? null
    : verdict('approval', 'hook-waits', { detail: asksDetail(waits) });
};

/** Codex says that it is blocked 20 to 100 ms after the hook's end, on a busy machine later. */
const leftSettleMs = 1_000;

/** Its dialog comes next, and is as good an approval. */
export const hookLeftSettles: VerdictRule = (facts, now) => {
  const { leftWait, inBand } = facts;
  if (leftWait === null || !goesOn(facts, leftWait)) return null;
  const { leftAt, subagentId, text } = leftWait;
  const settledAt = leftAt + leftSettleMs;
  const isHeard =
    threadOf(facts, subagentId).heardAt > leftAt || (inBand !== null && inBand.at > leftAt);
  if (isHeard || now >= settledAt) return null;
  return verdict('approval', 'hook-left-settles', { detail: text, until: settledAt });
};
