import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actions } from './actions.ts';
import type { Call, Surroundings } from './call.ts';
import { parseCommand } from './command-parser.ts';
import { failed, type Outcome } from './outcome.ts';

const dist = dirname(fileURLToPath(import.meta.url));

/** The width that help is set for where no terminal tells one. */
const usualColumns = 80;

function surroundings(): Surroundings {
  return {
    env: process.env,
    homeFolder: homedir(),
    workingFolder: process.cwd(),
    userId: process.getuid?.() ?? 0,
    pid: process.pid,
    platform: process.platform,
    architecture: process.arch,
    nodeVersion: process.versions.node,
    nodePath: process.execPath,
    hostEntry: join(dist, 'host.js'),
    replayEntry: join(dist, 'replay.js'),
    packageFolder: dirname(dist),
    stdin: process.stdin,
    stdout: process.stdout,
    tell: (sentence) => process.stderr.write(`codex-grid: ${sentence}\n`),
    newId: randomUUID,
    endingSignal,
    now: Date.now,
  };
}

function endingSignal(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => ending.abort(signal));
  }
  return ending.signal;
}

async function outcomeOf(words: readonly string[]): Promise<Outcome> {
  const parsed = parseCommand(words, process.stdout.columns ?? usualColumns);
  if ('exitCode' in parsed) return parsed;
  try {
    return await actions[parsed.command](parsed, surroundings());
  } catch (error) {
    return failed(faultText(parsed, error));
  }
}

function faultText({ command }: Call, error: unknown): string {
  const stack = error instanceof Error ? error.stack : String(error);
  return `\`codex-grid ${command}\` ran into a fault of its own; agents keep running. Please report it:\n${stack}`;
}

/** As a shell reports a program that a signal ended: this and the signal's number. */
const signalExitCodes = 128;

// Whoever reads our output may stop reading (`codex-grid ls | head -1`), or its terminal may be gone.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  process.exit();
});

const { exitCode, text, problem, notices = [] } = await outcomeOf(process.argv.slice(2));
process.exitCode = exitCode;
// Ended by a signal, with nothing left to say: what may still be open is not waited for.
if (exitCode > signalExitCodes && !text && !problem) process.exit();
if (text) process.stdout.write(text);
for (const notice of notices) process.stderr.write(`codex-grid: ${notice}\n`);
if (problem) process.stderr.write(`codex-grid: ${problem}\n`);
