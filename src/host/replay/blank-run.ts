import { blankEvidence } from '../../core/run/blank-evidence.ts';
import type { Run } from '../../core/run/run-file.ts';
import { blankOutput } from './blank-output.ts';
import { replayOf } from './replay.ts';

/** Without what user, model and tools said. */
export function blankRun({ head, evidence, output }: Run): Run {
  return {
    head: { ...head, text: 'blanked' },
    evidence: blankEvidence(evidence),
    output: blankOutput(output),
  };
}

/** Whether both replay to the same states by the same rules at the same times. */
export function replayAlike(left: Run, right: Run): boolean {
  return statesOf(left) === statesOf(right);
}

function statesOf(run: Run): string {
  const states = replayOf(run).steps.map(({ at, made, difference }) => [
    at,
    made.state,
    made.subagents,
    made.rule,
    difference,
  ]);
  return JSON.stringify(states);
}
