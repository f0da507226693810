import { type Ask, type Memory, noTurn, type Outcome, type Thread } from './lifecycle-memory.ts';

/**
 * Codex says `working` for 5 to 50 ms when it prepares a session or changes a mode; that is no turn. Twice
 * the longest seen, and well under what a person notices.
 */
export const settleMs = 100;

/** Before the first turn of a process a busy machine stretches that preparation. */
export const firstSettleMs = 1_000;

/** That goes on for 90 ms after a prompt was sent into it, on a busy machine; a tool server takes longer to start. */
export const sentSettleMs = 300;

/** By how much later than a marker of the same moment a busy host may read the terminal's bytes. */
export const slowHostMs = 1_000;

/** Whether the newest turn of the thread began when codex began to be busy, or later. */
export function isTurnSince({ openedAt }: Thread, busyFrom: number): boolean {
  return openedAt !== null && openedAt >= busyFrom - settleMs;
}

/** A trace of a turn that some witness left. */
export type TurnTrace = {
  readonly turnId: string | null;
  readonly at: number;
  readonly witness: 'marker' | 'rollout';
};

/** Codex's turn ids are UUIDs of version 7: their order as text is that of their birth. */
const orderedId = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether the trace is of a turn older than the newest one known. */
export function isOfOlderTurn(thread: Thread, trace: TurnTrace): boolean {
  const { turnId, openedAt } = thread;
  if (openedAt === null || trace.turnId === turnId) return false;
  if (trace.turnId === null || turnId === null) return trace.at < openedAt;
  if (orderedId.test(trace.turnId) && orderedId.test(turnId)) return trace.turnId < turnId;
  return trace.at < openedAt;
}

/** The thread with the trace's turn as its newest. Not for traces of older turns. */
export function withTurn(thread: Thread, trace: TurnTrace): Thread {
  const { turnId, openedAt } = thread;
  // Older rollouts and some markers name no turn; then it is the one that goes on.
  const isSame =
    openedAt !== null &&
    (trace.turnId === turnId ||
      (thread.outcome === null && (trace.turnId === null || turnId === null)));
  if (isSame) {
    return {
      ...thread,
      turnId: turnId ?? trace.turnId,
      openedAt: Math.min(openedAt, trace.at),
    };
  }
  return {
    rolloutPath: thread.rolloutPath,
    turnId: trace.turnId,
    openedAt: trace.at,
    openedBy: trace.witness,
    outcome: null,
    activity: null,
    asks: [],
    heardAt: trace.at,
    answeredAt: 0,
  };
}

/** What the newest marker says counts, whatever was read last. */
export function withNews(
  thread: Thread,
  news: Partial<Pick<Thread, 'activity' | 'asks'>>,
  at: number,
): Thread {
  if (at < thread.heardAt) return thread;
  const answeredAt = news.asks ? at : thread.answeredAt;
  return { ...thread, ...news, heardAt: at, answeredAt };
}

/** More than a model calls tools side by side. */
const askLimit = 16;

/** Tools called side by side ask at the same moment: of their markers the older may be read last. */
export function withAsk(thread: Thread, ask: Ask): Thread {
  if (thread.outcome !== null || ask.at < thread.answeredAt) return thread;
  // A marker may come twice.
  const others = thread.asks.filter(({ at, text }) => at !== ask.at || text !== ask.text);
  const asks = [...others, ask].sort((left, right) => left.at - right.at).slice(-askLimit);
  return { ...thread, asks, heardAt: Math.max(thread.heardAt, ask.at) };
}

/** What is durable in the rollout beats what a marker said, but for when it was; of one witness the first word stays. */
export function withOutcome(thread: Thread, outcome: Outcome): Thread {
  const isBetter = thread.outcome?.witness === 'marker' && outcome.witness === 'rollout';
  if (thread.outcome !== null && !isBetter) return thread;
  const text = outcome.text ?? thread.outcome?.text ?? retryError(thread, outcome);
  const at = Math.min(outcome.at, thread.outcome?.at ?? outcome.at);
  return { ...thread, outcome: { ...outcome, at, text }, activity: null, asks: [] };
}

function retryError(thread: Thread, outcome: Outcome): string | null {
  return outcome.end === 'failed' && thread.activity?.type === 'retrying'
    ? thread.activity.text
    : null;
}

/** More than an agent has at work at a time; the oldest that ended are forgotten first. */
const subagentLimit = 64;

/** `subagentId` is null for the root agent. */
export function threadOf(memory: Memory, subagentId: string | null): Thread {
  if (subagentId === null) return memory.root;
  // The id comes from outside and may be the name of something every object has.
  const known = Object.hasOwn(memory.subagents, subagentId) ? memory.subagents[subagentId] : null;
  return known ?? noTurn;
}

export function withThread(memory: Memory, subagentId: string | null, thread: Thread): Memory {
  if (subagentId === null) return { ...memory, root: thread };
  const subagents = { ...memory.subagents, [subagentId]: thread };
  const all = Object.entries(subagents);
  if (all.length <= subagentLimit) return { ...memory, subagents };
  const forgotten = all.find(([, other]) => other.outcome !== null) ?? all[0];
  return { ...memory, subagents: Object.fromEntries(all.filter((one) => one !== forgotten)) };
}
