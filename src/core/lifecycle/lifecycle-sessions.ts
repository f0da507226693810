import { hookEvents } from '../codex/hook-events.ts';
import type { MarkerEvidence } from './evidence.ts';
import { isPrompted } from './lifecycle-keys.ts';
import { type Taken, takeOwn } from './lifecycle-marker.ts';
import { type InBand, isOpen, type Lifecycle, type Memory, noTurn } from './lifecycle-memory.ts';
import { isTurnSince, slowHostMs } from './lifecycle-turns.ts';
import { speaks } from './lifecycle-verdict.ts';

/** More than a session that becomes ours can have sent before we hear of it. */
const foreignLimit = 32;
/** How soon after codex became busy the first markers of its turn are made; they take 20 to 100 ms. */
const firstMarkersMs = 300;

/** Decides whose session a marker speaks of; what it says of a turn is taken in `takeOwn`. */
export function takeMarker(lifecycle: Lifecycle, marker: MarkerEvidence): Taken {
  const { memory, sessionId } = lifecycle;
  const { process, rootedAt } = memory;
  if (process.type === 'running' && marker.at < process.startedAt) {
    return { lifecycle, ignored: 'marker-of-earlier-process' };
  }
  // The first marker of a process names its session.
  if (rootedAt === null) {
    const since = process.type === 'running' ? process.startedAt : marker.at;
    return takeOwn(named(lifecycle, marker, since), marker);
  }
  if (marker.sessionId === sessionId) {
    // A session that was left and come back to.
    if (marker.at < rootedAt) return { lifecycle, ignored: 'marker-before-return' };
    return takeOwn(named(lifecycle, marker, rootedAt), marker);
  }
  // A prompt is long, and says nothing of what the agent does.
  const foreign = [...memory.foreign, { ...marker, prompt: null }].slice(-foreignLimit);
  return {
    lifecycle: { ...lifecycle, memory: { ...memory, foreign } },
    ignored: 'foreign-session',
  };
}

function named(lifecycle: Lifecycle, marker: MarkerEvidence, rootedAt: number): Lifecycle {
  const isOfRoot = marker.subagentId === null;
  return {
    ...lifecycle,
    sessionId: marker.sessionId,
    // A subagent's marker names the subagent's own rollout and model.
    rolloutPath: (isOfRoot ? marker.rolloutPath : null) ?? lifecycle.rolloutPath,
    model: (isOfRoot ? marker.model : null) ?? lifecycle.model,
    memory: {
      ...lifecycle.memory,
      rootedAt,
      sessionEndedAt: marker.event === 'SessionEnd' ? marker.at : null,
    },
  };
}

/**
 * `/clear`, `/new`, resume and fork leave a session at rest, and the next turn begins another. A codex that
 * a tool of ours runs has a session too, but then a turn of ours goes on; one that a forgotten shell runs
 * has it while ours is at rest. Null when no session is known to have become ours.
 */
export function withSessionFound(lifecycle: Lifecycle): Lifecycle | null {
  const { memory } = lifecycle;
  const first = memory.foreign.find((marker) => beginsOurs(marker, memory));
  if (!first) return withSessionLeft(lifecycle);
  // What it said before is of an earlier time, when it was ours already.
  const own = memory.foreign.filter(
    ({ sessionId, at }) => sessionId === first.sessionId && at >= first.at,
  );
  const rooted: Lifecycle = {
    ...lifecycle,
    rolloutPath: null,
    context: null,
    memory: { ...memory, root: noTurn, subagents: {}, foreign: [] },
  };
  return own.reduce(
    (current, marker) => takeOwn(named(current, marker, first.at), marker).lifecycle,
    rooted,
  );
}

/** Codex tells the ends of its sessions within 50 ms when it quits. */
const quittingMs = 1_000;

/**
 * When codex quits it tells the end of each session that it has, of one without a turn, too: that is what `/clear`
 * or `/new` left at last. Those that it had before are older.
 */
function withSessionLeft(lifecycle: Lifecycle): Lifecycle | null {
  const { memory, sessionId } = lifecycle;
  const { foreign, sessionEndedAt } = memory;
  if (sessionEndedAt === null) return null;
  const left = foreign
    .filter(
      ({ event, sessionId: other, at }) =>
        event === 'SessionEnd' &&
        other > (sessionId ?? '') &&
        Math.abs(at - sessionEndedAt) < quittingMs &&
        foreign.filter((marker) => marker.sessionId === other).length === 1,
    )
    .reduce<MarkerEvidence | null>(
      (newest, one) => (newest === null || one.sessionId > newest.sessionId ? one : newest),
      null,
    );
  if (left === null) return null;
  const { sessionId: found, rolloutPath } = left;
  const others = foreign.filter((marker) => marker !== left);
  return {
    ...lifecycle,
    sessionId: found,
    rolloutPath,
    context: null,
    memory: { ...memory, foreign: others },
  };
}

function beginsOurs(
  { event, subagentId, sessionId, source, at }: MarkerEvidence,
  memory: Memory,
): boolean {
  const { root, inBand, rootedAt, foreign } = memory;
  const { means } = hookEvents[event];
  if ((means !== 'session-began' && means !== 'prompt-taken') || subagentId !== null) return false;
  // One that comes late began a session that we have left since.
  if (at < (rootedAt ?? 0)) return false;
  // Only a session that follows another one in the same process begins so.
  if (source === 'clear') return true;
  if (root.outcome !== null && at <= root.outcome.at) return false;
  if (!speaks(inBand)) return !isOpen(root);
  const from = busyFrom(inBand, at);
  if (from === null || isTurnSince(root, from)) return false;
  if (means === 'session-began' && at >= begunBy(memory, from)) return true;
  // Of a session that goes on the first marker may only be on its way.
  return foreign.some(
    (other) => other.sessionId === sessionId && other.at >= from + firstMarkersMs,
  );
}

/** When codex was told to begin what it is busy with, if that was seen: a busy host reads late that it is. */
function begunBy(memory: Memory, busyFrom: number): number {
  return isPrompted(memory, busyFrom) ? (memory.sent?.at ?? busyFrom) : busyFrom;
}

/** Since when codex was busy at that time, as far as its newest busy times go; null while it was at rest. */
function busyFrom({ busy, end }: InBand, at: number): number | null {
  if (busy?.hasWorked && at >= busy.from - slowHostMs) return busy.from;
  return end !== null && at <= end.at && at >= end.from - slowHostMs ? end.from : null;
}
