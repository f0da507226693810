import type { EvidenceLine } from '../../core/lifecycle/evidence-line.ts';
import type { LifecycleName } from '../../core/lifecycle/lifecycle-table.ts';
import { heardAgain } from '../../core/run/heard-again.ts';
import { type ReplayedStep, replayedStates } from '../../core/run/replayed-states.ts';
import type { Run, RunHead } from '../../core/run/run-file.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import { seenAgain } from './seen-again.ts';

export type Replay = {
  readonly head: RunHead;
  readonly steps: readonly ReplayedStep[];
};

/** What the present emulator, witnesses and reducer make of a run. Throws what they throw. */
export function replayOf({ head, evidence, output }: Run): Replay {
  const { evidence: seen, covered } = seenAgain(output, {
    stateAt: statesTold(evidence),
    until: null,
  });
  return { head, steps: replayedStates(heardAgain(evidence, seen, covered)) };
}

/** `at` is epoch ms. Null where no output of that time is kept. */
export function screenAt({ evidence, output }: Run, at: number): Frame | null {
  const [first] = output;
  if (first === undefined || at < first.at) return null;
  return seenAgain(output, { stateAt: statesTold(evidence), until: at }).frame;
}

/** What the host told at each time. */
function statesTold(lines: readonly EvidenceLine[]): (at: number) => LifecycleName {
  const told = lines.map((line) => ({
    at: line.at,
    state: line.type === 'from' ? line.lifecycle.name : line.state,
  }));
  let next = 0;
  let state: LifecycleName = 'unknown';
  // Time is asked for in order.
  return (at) => {
    for (let line = told[next]; line && line.at <= at; line = told[next]) {
      state = line.state;
      next += 1;
    }
    return state;
  };
}
