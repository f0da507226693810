import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { abilitiesIn, type CodexAbilities } from '../core/codex/codex-arguments.ts';
import { versionIn } from '../core/codex/codex-version.ts';
import { isSystemError } from './system-error.ts';

export type InspectedCodex = {
  /** Null when it does not tell. */
  readonly version: string | null;
  readonly abilities: CodexAbilities;
};

export type InspectCodex = (path: string) => Promise<InspectedCodex>;

const answerWithinMs = 3_000;
const outputLimitBytes = 1024 * 1024;

/**
 * Asks each binary once; one that was replaced under the same path, or gave no answer, is asked again. Never
 * rejects.
 */
export function codexInspector(env: Readonly<Record<string, string>>): InspectCodex {
  const known = new Map<string, Promise<InspectedCodex>>();
  return async (path) => {
    const key = `${path}:${await modifiedMs(path)}`;
    const inspection = known.get(key) ?? inspected(path, env);
    known.set(key, inspection);
    const result = await inspection;
    if (result.version === null) known.delete(key);
    return result;
  };
}

async function modifiedMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return 0;
  }
}

async function inspected(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<InspectedCodex> {
  const [version, help] = await Promise.all([
    outputOf(path, '--version', env),
    outputOf(path, '--help', env),
  ]);
  return { version: versionIn(version), abilities: abilitiesIn(help) };
}

/** What it wrote to stdout until it ended or its time was up; empty when it cannot be run. */
function outputOf(
  path: string,
  argument: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((resolve) => {
    // A group of its own, so that what it starts ends with it.
    const child = spawn(path, [argument], {
      // Codex puts helper programs into its home at every start; here it finds that it cannot.
      env: { ...env, CODEX_HOME: '/dev/null' },
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    const finish = () => {
      clearTimeout(timer);
      resolve(output);
    };
    const giveUp = () => {
      endGroup(child.pid);
      child.stdout.destroy();
      finish();
    };
    const timer = setTimeout(giveUp, answerWithinMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > outputLimitBytes) giveUp();
    });
    child.on('error', finish);
    child.on('close', finish);
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended by itself.
    if (!isSystemError(error)) throw error;
  }
}
