import { resolve } from 'node:path';
import type { ReplayedStep } from '../core/run/replayed-states.ts';
import type { Run } from '../core/run/run-file.ts';
import type { Call, Surroundings } from './call.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { replayIn, screenIn } from './replay-process.ts';
import { replayText } from './replay-table.ts';
import { momentIn } from './run-moment.ts';
import { readRunFile } from './run-on-disk.ts';
import { lookOf } from './table-look.ts';

/** Goes through a recorded run again. */
export async function replayRun(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [file = ''] = call.arguments;
  const { json, screen } = call.options;
  const read = await readRunFile(resolve(surroundings.workingFolder, file));
  if ('problem' in read) return failed(read.problem);
  if (typeof screen === 'string') return printScreenAt(screen, read, surroundings);
  const replayed = await replayIn(surroundings, read.text);
  if ('problem' in replayed) return failed(`${file} cannot be replayed: ${replayed.problem}`);
  const { steps } = replayed.replay;
  const { head } = read.run;
  const text = json ? jsonText({ head, steps }) : replayText({ head, steps }, lookOf(surroundings));
  return steps.some(isDifferent) ? { exitCode: 1, text, problem: null } : done(text);
}

/** What was heard differently and made no difference is told, and is no failure. */
function isDifferent({ difference }: ReplayedStep): boolean {
  return difference === 'state';
}

async function printScreenAt(
  moment: string,
  { run, text }: { readonly run: Run; readonly text: string },
  surroundings: Surroundings,
): Promise<Outcome> {
  const at = momentIn(run, moment);
  if (at === null) {
    return wrongUsage(
      `"${moment}" is no time of it: give one such as 12:30:05.250, or +4.5 for seconds from the beginning.`,
    );
  }
  const made = await screenIn(surroundings, text, at);
  if ('problem' in made) return failed(`Its screen cannot be drawn: ${made.problem}`);
  const { frame } = made;
  if (frame === null) return failed('No output of that time was kept.');
  return done(frame.lines.map((line) => `${line}\n`).join(''));
}
