import { failureText } from '../codex/failure-hints.ts';
import type { Evidence, ProcessEvidence } from './evidence.ts';
import { takeHook } from './lifecycle-hook-waits.ts';
import { takeInBand, takeScreen, takeTitle } from './lifecycle-in-band.ts';
import { takeKey } from './lifecycle-keys.ts';
import type { Taken } from './lifecycle-marker.ts';
import { type Lifecycle, newLifecycle, type ProcessFact } from './lifecycle-memory.ts';
import { type Cause, noted, withDissent, withTransition } from './lifecycle-notes.ts';
import { takeRollout } from './lifecycle-rollout.ts';
import { verdictOn } from './lifecycle-rules.ts';
import { takeMarker, withSessionFound } from './lifecycle-sessions.ts';
import { openSubagents, stoppedVerdict, type Verdict } from './lifecycle-verdict.ts';
import { saysOf, stoppedBy } from './lifecycle-why.ts';
import { shortLine } from './tool-line.ts';

/**
 * The only place that decides what an agent is doing. `now` is the host's clock, epoch ms; evidence that
 * claims a later time, or none, is taken as of now.
 */
export function advance(lifecycle: Lifecycle, evidence: Evidence, now: number): Lifecycle {
  const isTimely = Number.isFinite(evidence.at) && evidence.at <= now;
  const timely = isTimely ? evidence : { ...evidence, at: now };
  const { lifecycle: taken, ignored } = withSession(take(lifecycle, timely));
  const cause = () => ({ at: timely.at, witness: timely.witness, says: saysOf(timely) });
  const decided = decide(taken, now, cause);
  if (isRoutine(timely, ignored)) return decided.lifecycle;
  return noted(decided.lifecycle, {
    ...cause(),
    rule: decided.isVisible ? decided.lifecycle.rule : ignored,
    state: decided.lifecycle.name,
    changed: decided.isVisible,
  });
}

/** Decides again, because time has passed: call it at `wakeAt`. */
export function elapse(lifecycle: Lifecycle, now: number): Lifecycle {
  const heardAt = lifecycle.why.at(-1)?.at;
  const quiet = heardAt === undefined ? '' : ` for ${((now - heardAt) / 1000).toFixed(1)} s`;
  const cause = () => ({ at: now, witness: 'time', says: `nothing else was heard${quiet}` });
  const decided = decide(lifecycle, now, cause);
  if (!decided.isVisible) return decided.lifecycle;
  const { rule, name: state } = decided.lifecycle;
  return noted(decided.lifecycle, { ...cause(), rule, state, changed: true });
}

/** The user has looked at the agent. */
export function looked(lifecycle: Lifecycle, now: number): Lifecycle {
  if (!lifecycle.unread) return lifecycle;
  const cause = { at: now, witness: 'user', says: 'looked at it' };
  return decide({ ...lifecycle, unread: false }, now, () => cause).lifecycle;
}

/** Before its process is started once more; what is known of its session stays. */
export function restarted(lifecycle: Lifecycle, now: number): Lifecycle {
  const { memory } = newLifecycle(now);
  const cause = { at: now, witness: 'user', says: 'started it again' };
  return decide({ ...lifecycle, exit: null, memory }, now, () => cause).lifecycle;
}

/** Of a process that ended unseen. `reason` tells a person why, where there is no exit. */
export function endedLifecycle(
  known: Pick<Lifecycle, 'sessionId' | 'rolloutPath' | 'model' | 'exit'>,
  options: { readonly endedAt: number; readonly reason: string | null },
): Lifecycle {
  const { exit } = known;
  const fresh = newLifecycle(options.endedAt);
  const process: ProcessFact = { type: 'over', exit, reason: options.reason };
  const ended = { ...fresh, ...known, memory: { ...fresh.memory, process } };
  const cause = { at: options.endedAt, witness: 'host', says: 'it does not run any more' };
  return decide(ended, options.endedAt, () => cause).lifecycle;
}

/** Whatever was heard may have shown that a session of which markers are kept is the agent's. */
function withSession(taken: Taken): Taken {
  const found = withSessionFound(taken.lifecycle);
  return found === null ? taken : { lifecycle: found, ignored: null };
}

function take(lifecycle: Lifecycle, evidence: Evidence): Taken {
  switch (evidence.witness) {
    case 'marker':
      return takeMarker(lifecycle, evidence);
    case 'in-band':
      return takeInBand(lifecycle, evidence);
    case 'title':
      return takeTitle(lifecycle, evidence);
    case 'rollout':
      return takeRollout(lifecycle, evidence);
    case 'screen':
      return takeScreen(lifecycle, evidence);
    case 'key':
      return takeKey(lifecycle, evidence);
    case 'hook':
      return takeHook(lifecycle, evidence);
    case 'process':
      return { lifecycle: takeProcess(lifecycle, evidence), ignored: null };
    default:
      return evidence satisfies never;
  }
}

function takeProcess(lifecycle: Lifecycle, { fact, at }: ProcessEvidence): Lifecycle {
  if (fact.type === 'started') {
    // A new process: nothing that was said of the one before holds. Its session may be the same.
    const { memory } = newLifecycle(at);
    const process: ProcessFact = { type: 'running', startedAt: at, stopped: null };
    const sent = fact.prompted ? { at, isPrompt: false } : null;
    return { ...lifecycle, pid: fact.pid, exit: null, memory: { ...memory, process, sent } };
  }
  if (fact.type === 'stopped' || fact.type === 'continued') return withStop(lifecycle, fact);
  if (fact.type === 'setting-up') {
    const process: ProcessFact = { type: 'setting-up', command: fact.command };
    return { ...lifecycle, pid: fact.pid, memory: { ...lifecycle.memory, process } };
  }
  if (fact.type === 'set-up') {
    return {
      ...lifecycle,
      pid: null,
      memory: { ...lifecycle.memory, process: { type: 'awaited' } },
    };
  }
  const exit = fact.type === 'exited' ? fact.exit : null;
  const reason = reasonOf(fact, lifecycle.memory.process);
  const process: ProcessFact = { type: 'over', exit, reason };
  return { ...lifecycle, pid: null, exit, memory: { ...lifecycle.memory, process } };
}

function withStop(
  lifecycle: Lifecycle,
  fact: Extract<ProcessEvidence['fact'], { readonly type: 'stopped' | 'continued' }>,
): Lifecycle {
  const { memory } = lifecycle;
  if (memory.process.type !== 'running') return lifecycle;
  const stopped = fact.type === 'stopped' ? stoppedBy(fact.signal) : null;
  return { ...lifecycle, memory: { ...memory, process: { ...memory.process, stopped } } };
}

/** What an exit alone does not say. */
function reasonOf(fact: ProcessEvidence['fact'], before: ProcessFact): string | null {
  if (fact.type === 'not-started') return shortLine(fact.reason);
  return before.type === 'setting-up' ? `setup: ${shortLine(before.command)}` : null;
}

type Decided = {
  readonly lifecycle: Lifecycle;
  /** Whether a tile would show the difference. */
  readonly isVisible: boolean;
};

function decide(lifecycle: Lifecycle, now: number, cause: () => Cause): Decided {
  const verdict = verdictOn(lifecycle.memory, now);
  const unread = lifecycle.unread || becameUnread(lifecycle, verdict);
  const shown = stoppedVerdict(lifecycle.memory) ?? verdict;
  const name = shown.name === 'finished' ? (unread ? 'done' : 'ready') : shown.name;
  const isOver = lifecycle.memory.process.type === 'over';
  const decided: Lifecycle = {
    ...lifecycle,
    name,
    since: name === lifecycle.name ? lifecycle.since : Math.max(lifecycle.since, cause().at),
    detail: shortLine(shown.name === 'failed' ? failureText(shown.detail) : shown.detail),
    subagents: isOver ? 0 : openSubagents(lifecycle.memory).length,
    unread,
    rule: shown.rule,
    wakeAt: verdict.until,
    memory: { ...lifecycle.memory, verdict: verdict.name },
  };
  const isVisible =
    decided.name !== lifecycle.name ||
    decided.detail !== lifecycle.detail ||
    decided.subagents !== lifecycle.subagents;
  const told = name === lifecycle.name ? decided : withTransition(decided, cause());
  return { lifecycle: withDissent(told, verdict.dissent, { now, cause }), isVisible };
}

/** Something has come to an end since the user last looked. */
function becameUnread({ memory }: Lifecycle, verdict: Verdict): boolean {
  const isEnd =
    verdict.name === 'finished' || verdict.name === 'failed' || verdict.name === 'interrupted';
  return isEnd && memory.verdict !== verdict.name;
}

/** What comes many times a second or with every answer, and never says why. */
function isRoutine(evidence: Evidence, ignored: string | null): boolean {
  if (evidence.witness === 'title' || evidence.witness === 'screen') return ignored !== null;
  return (
    evidence.witness === 'rollout' &&
    (evidence.fact.type === 'tokens' || evidence.fact.type === 'model')
  );
}
