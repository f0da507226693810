import { readdirSync, readFileSync } from 'node:fs';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import type { ReplayedStep } from '../../src/core/run/replayed-states.ts';
import { readRun } from '../../src/core/run/run-file.ts';
import { replayOf } from '../../src/host/replay/replay.ts';

const folder = new URL('../fixtures/runs/', import.meta.url);

export const recordedRunNames: readonly string[] = readdirSync(folder).map((file) =>
  file.replace(/\.jsonl$/, ''),
);

export type RecordedRun = {
  readonly steps: readonly ReplayedStep[];
  /** Each state that it goes through, once. */
  readonly states: readonly LifecycleName[];
};

/** What is made now of a run that `codex-grid record` wrote, by its name under fixtures/runs. */
export function recordedRun(name: string): RecordedRun {
  const run = readRun(readFileSync(new URL(`${name}.jsonl`, folder), 'utf8'));
  if ('problem' in run) throw new Error(`${name}: ${run.problem}`);
  const { steps } = replayOf(run);
  const states = steps.map(({ made }) => made.state);
  return { steps, states: states.filter((state, index) => state !== states[index - 1]) };
}
