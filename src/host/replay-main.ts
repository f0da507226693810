import { text } from 'node:stream/consumers';
import { readRun, runText } from '../core/run/run-file.ts';
import { blankRun, replayAlike } from './replay/blank-run.ts';
import { replayOf, screenAt } from './replay/replay.ts';

// A program of its own, started by commands: what reads a run is the host's, and commands know nothing of the host.
// A run comes by the standard input, what is made of it goes out as one JSON value.

const [what, at = ''] = process.argv.slice(2);
const run = readRun(await text(process.stdin));
const made = 'problem' in run ? run : madeOf(run);
process.stdout.write(JSON.stringify(made));

function madeOf(given: Exclude<typeof run, { problem: string }>): unknown {
  try {
    if (what === 'screen') return { frame: screenAt(given, Number(at)) };
    if (what === 'replay') return { replay: replayOf(given) };
    const blanked = blankRun(given);
    return { blanked: runText(blanked), alike: replayAlike(given, blanked) };
  } catch (error) {
    // A run may be what makes the reducer or the emulator throw.
    return { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
