import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import type { EvidenceLine } from '../../src/core/lifecycle/evidence-line.ts';
import { advance, elapse, looked } from '../../src/core/lifecycle/lifecycle.ts';
import type { Lifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';

/** Instants are epoch ms. */
export type ToldState = { readonly state: LifecycleName; readonly at: number };

/** A shorter one may be over before a client is told. */
const paceMs = 33;
/** For alarms that are due after the last evidence. */
const restMs = 5_000;

/** What the host would have told, had it heard only that; and where it ended. */
export function replayed(
  lines: readonly EvidenceLine[],
  isHeard: (evidence: Evidence) => boolean,
): { readonly states: readonly ToldState[]; readonly last: Lifecycle | null } {
  const states: ToldState[] = [];
  let last: Lifecycle | null = null;
  const show = (lifecycle: Lifecycle, at: number) => {
    last = lifecycle;
    if (states.at(-1)?.state !== lifecycle.name) states.push({ state: lifecycle.name, at });
  };
  const sleepUntil = (until: number) => {
    for (let wakeAt = last?.wakeAt ?? null; wakeAt !== null && wakeAt <= until; ) {
      if (last) show(elapse(last, wakeAt), wakeAt);
      wakeAt = last?.wakeAt ?? null;
    }
  };
  for (const line of lines) {
    sleepUntil(line.at);
    const next = nextLifecycle(last, line, isHeard);
    if (next) show(next, line.at);
  }
  sleepUntil((lines.at(-1)?.at ?? 0) + restMs);
  return { states: lasting(states), last };
}

function nextLifecycle(
  before: Lifecycle | null,
  line: EvidenceLine,
  isHeard: (evidence: Evidence) => boolean,
): Lifecycle | null {
  switch (line.type) {
    case 'from':
      // What is known besides states was learned from all witnesses.
      return before && line.because !== 'restarted' ? null : line.lifecycle;
    case 'heard':
      return before && isHeard(line.evidence) ? advance(before, line.evidence, line.at) : null;
    case 'looked':
      return before && looked(before, line.at);
    case 'elapsed':
      return null;
    default:
      return line satisfies never;
  }
}

function lasting(states: readonly ToldState[]): readonly ToldState[] {
  const long = states.filter(
    ({ at }, index) => (states[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at >= paceMs,
  );
  return long.filter(({ state }, index) => state !== long[index - 1]?.state);
}

/**
 * What a program tells that takes an agent for running from UserPromptSubmit to Stop. Before the first prompt it is
 * given what we tell, and it hears of the process's end.
 */
export function naivelyTold(lines: readonly EvidenceLine[]): readonly ToldState[] {
  let hasBegun = false;
  const told = lines.flatMap((line): readonly ToldState[] => {
    if (line.type === 'from') {
      hasBegun = hasBegun && line.because !== 'restarted';
      return hasBegun ? [] : [{ state: line.lifecycle.name, at: line.at }];
    }
    const naive = line.type === 'heard' ? naiveState(line.evidence) : null;
    const ours = hasBegun ? null : line.state;
    hasBegun ||= naive !== null;
    const state = naive ?? ours;
    return state === null ? [] : [{ state, at: line.at }];
  });
  return lasting(told.filter(({ state }, index) => state !== told[index - 1]?.state));
}

function naiveState(evidence: Evidence): LifecycleName | null {
  if (evidence.witness === 'process') return evidence.fact.type === 'exited' ? 'ended' : null;
  if (evidence.witness !== 'marker') return null;
  if (evidence.event === 'UserPromptSubmit') return 'working';
  return evidence.event === 'Stop' ? 'done' : null;
}
