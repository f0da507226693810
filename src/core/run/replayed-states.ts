import type { EvidenceLine } from '../lifecycle/evidence-line.ts';
import { advance, elapse, looked } from '../lifecycle/lifecycle.ts';
import { type Lifecycle, newLifecycle } from '../lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import { saysOf } from '../lifecycle/lifecycle-why.ts';
import type { HeardAgain } from './heard-again.ts';

/** What came of one thing that was heard. `at` is epoch ms. */
export type ReplayedStep = {
  readonly at: number;
  readonly witness: string;
  readonly says: string;
  readonly made: State;
  /** What the host made of it; null where it heard nothing of the kind. */
  readonly told: State | null;
  /** Whether a tile would show the difference. */
  readonly changed: boolean;
  readonly difference: Difference | null;
};

export type State = {
  readonly state: LifecycleName;
  readonly detail: string | null;
  readonly subagents: number;
  readonly rule: string;
};

/**
 * `state`: another one than the host's, or other subagents. `unheard`: what is kept of the output does not say it.
 * `added`: it says it, and the host did not hear it.
 */
export type Difference = 'state' | 'unheard' | 'added';

/** The host's timers are late by some ms, on a busy machine by more. Later, it had no alarm of that kind. */
const latestAlarmMs = 500;

/** Decides everything again. Throws what the reducer throws. */
export function replayedStates(heard: readonly HeardAgain[]): readonly ReplayedStep[] {
  const steps: ReplayedStep[] = [];
  let lifecycle: Lifecycle | null = null;
  const step = (
    after: Lifecycle,
    facts: Pick<ReplayedStep, 'at' | 'witness' | 'says' | 'told' | 'difference'>,
  ) => {
    const changed = lifecycle === null || isChanged(lifecycle, after);
    steps.push({ ...facts, made: stateOf(after), changed });
    lifecycle = after;
  };
  for (const one of heard) {
    const at = one.type === 'added' ? one.at : one.line.at;
    for (let due = overdue(lifecycle, at); due; due = overdue(lifecycle, at)) {
      const cause = { witness: 'time', says: 'nothing else was heard' };
      step(due.after, { at: due.at, ...cause, told: null, difference: null });
    }
    const after = taken(lifecycle, one);
    if (after === null) continue;
    const told = one.type === 'added' ? null : toldBy(one.line);
    const isOther = told !== null && !isSame(told, stateOf(after));
    const difference = one.type === 'heard' ? (isOther ? 'state' : null) : one.type;
    step(after, { at, ...causeOf(one), told, difference });
  }
  return steps;
}

/** An alarm that the host did not have, because its state was another. */
function overdue(
  lifecycle: Lifecycle | null,
  until: number,
): { readonly at: number; readonly after: Lifecycle } | null {
  const at = lifecycle?.wakeAt ?? null;
  if (lifecycle === null || at === null || at + latestAlarmMs >= until) return null;
  return { at, after: elapse(lifecycle, at) };
}

function taken(before: Lifecycle | null, heard: HeardAgain): Lifecycle | null {
  if (heard.type === 'unheard') return before;
  if (heard.type === 'added') return before && advance(before, heard.evidence, heard.at);
  const { line } = heard;
  if (line.type === 'from') return known(before, line);
  if (before === null) return null;
  switch (line.type) {
    case 'heard':
      return advance(before, line.evidence, line.at);
    case 'elapsed':
      return before.wakeAt !== null && before.wakeAt <= line.at ? elapse(before, line.at) : before;
    case 'looked':
      return looked(before, line.at);
    default:
      return line satisfies never;
  }
}

/** What the host knew, as far as it is not what is decided again here. */
function known(
  before: Lifecycle | null,
  { because, lifecycle }: Extract<EvidenceLine, { type: 'from' }>,
): Lifecycle {
  if (before === null || (because !== 'rotated' && because !== 'changed')) {
    // An older host had less to remember.
    const memory = { ...newLifecycle(0).memory, ...lifecycle.memory };
    return { ...lifecycle, memory };
  }
  const { sessionId, rolloutPath, model, context } = lifecycle;
  return { ...before, sessionId, rolloutPath, model, context };
}

function causeOf(heard: HeardAgain): Pick<ReplayedStep, 'witness' | 'says'> {
  if (heard.type === 'added') return saidBy(heard.evidence);
  const { line } = heard;
  switch (line.type) {
    case 'heard':
      return saidBy(line.evidence);
    case 'from':
      return { witness: 'host', says: line.because };
    case 'elapsed':
      return { witness: 'time', says: 'nothing else was heard' };
    case 'looked':
      return { witness: 'user', says: 'looked at it' };
    default:
      return line satisfies never;
  }
}

function saidBy(evidence: Parameters<typeof saysOf>[0]) {
  return { witness: evidence.witness, says: saysOf(evidence) };
}

function toldBy(line: EvidenceLine): State {
  if (line.type === 'from') return stateOf(line.lifecycle);
  const { state, detail, subagents, rule } = line;
  return { state, detail, subagents, rule };
}

function stateOf({ name, detail, subagents, rule }: Lifecycle): State {
  return { state: name, detail, subagents, rule };
}

/** Details and rules may be in other words by now; what a tile's colour and count say may not. */
function isSame(told: State, made: State): boolean {
  return told.state === made.state && told.subagents === made.subagents;
}

function isChanged(before: Lifecycle, after: Lifecycle): boolean {
  return (
    before.name !== after.name ||
    before.detail !== after.detail ||
    before.subagents !== after.subagents
  );
}
