import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findPlaces } from '../client/places-on-disk.ts';
import { referredAgent } from '../core/agent/agent-reference.ts';
import {
  isEvidenceLine,
  type Run,
  type RunHead,
  runFormat,
  runText,
  runVersion,
} from '../core/run/run-file.ts';
import { jsonValue } from '../core/text/json-value.ts';
import { isErrorCode } from '../system/system-error.ts';
import { evidenceLogParts, type Places } from '../wire/places.ts';
import { version } from '../wire/version.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost, withSavedAgents } from './host-access.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';
import { blankRunIn } from './replay-process.ts';
import { isRecording, type Recording } from './replies.ts';
import { writeRunFile } from './run-on-disk.ts';

/** Writes a file from which a wrong state can be looked into. */
export async function recordAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = ''] = call.arguments;
  const { out } = call.options;
  if (typeof out !== 'string' || out === '') {
    return wrongUsage(`Say where to: codex-grid record ${agent} --out FILE.`);
  }
  const places = await findPlaces(surroundings);
  if ('problem' in places) return failed(places.problem);
  const write = (recording: Recording) =>
    writeRecording(recording, { places, surroundings, options: call.options });
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'recording', agent }, isRecording, write),
    // What was heard outlives its host; the output does not.
    without: () =>
      withSavedAgents(places, surroundings, (agents) => {
        const found = referredAgent(agents, agent);
        if ('problem' in found) return failed(found.problem);
        return write({ agent: found.id, codex: found.launch?.codexVersion ?? null, output: [] });
      }),
  });
}

async function writeRecording(
  recording: Recording,
  {
    places,
    surroundings,
    options,
  }: {
    readonly places: Places;
    readonly surroundings: Surroundings;
    readonly options: Call['options'];
  },
): Promise<Outcome> {
  const run = await runOf(recording, places, surroundings.now());
  if (run.evidence.length === 0) {
    return failed('Nothing was heard of it since it is recorded, so there is nothing to write.');
  }
  const made =
    options['withText'] === true
      ? { text: runText(run), note: 'What was said stands in it as it was.' }
      : await blanked(run, surroundings);
  if ('problem' in made) return failed(made.problem);
  const file = resolve(surroundings.workingFolder, `${options['out']}`);
  const problem = await writeRunFile(file, made.text, {
    onOld: options['force'] === true ? 'replace' : 'refuse',
  });
  if (problem !== null) return failed(problem);
  const what = run.output.length === 0 ? 'What was heard of it is' : 'The run is';
  return done(`${what} in ${file}. ${made.note}\n`);
}

async function runOf(
  { agent, codex, output }: Recording,
  places: Places,
  recordedAt: number,
): Promise<Run> {
  const head: RunHead = {
    format: runFormat,
    version: runVersion,
    recordedAt,
    codexGrid: version,
    codex,
    text: 'kept',
  };
  const { former, present } = evidenceLogParts(places.agents, agent);
  const texts = await Promise.all([former, present].map(textIfAny));
  // A part of a line may stand where the disk was full or a host was killed.
  const lines = texts.flatMap((text) => text.split('\n').map(jsonValue)).filter(isEvidenceLine);
  const first = lines.findIndex(({ type }) => type === 'from');
  const evidence = first === -1 ? [] : lines.slice(first);
  return { head, evidence, output };
}

async function textIfAny(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return '';
    throw error;
  }
}

async function blanked(
  run: Run,
  surroundings: Surroundings,
): Promise<{ readonly text: string; readonly note: string } | { readonly problem: string }> {
  const made = await blankRunIn(surroundings, runText(run));
  if ('problem' in made) {
    return {
      problem: `Its texts could not be blanked, so nothing was written; --with-text keeps them. ${made.problem}`,
    };
  }
  const note = made.alike
    ? 'Placeholders stand for its texts.'
    : 'Placeholders stand for its texts, and without them it replays to other states: --with-text keeps them.';
  return { text: made.blanked, note };
}
