import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { versionProblem } from '../core/git/git-output.ts';
import { errorText } from '../system/system-error.ts';
import { gitOf } from './all-worktrees.ts';
import type { Surroundings } from './call.ts';
import { type Check, note, ok, problem } from './doctor-check.ts';

export function nodeCheck({ nodeVersion, nodePath }: Surroundings): Check {
  // An older Node never comes this far: codex-grid.ts turns it away.
  return ok('node', `${nodeVersion}, ${nodePath}`);
}

/** Only worktrees, branches and changed lines need it. */
export async function gitCheck(surroundings: Surroundings): Promise<Check> {
  const run = await gitOf(surroundings)('/', ['--version']);
  if (run.type !== 'done') {
    return note('git', 'git cannot be run, so there are no worktrees and branches', 'Install git.');
  }
  const trouble = versionProblem(run.output);
  return trouble ? note('git', trouble, null) : ok('git', run.output.trim());
}

/** Codex waits for the hook at every event of a turn. */
const hookLimitMs = 100;

/** The script that codex runs at every event of a turn. */
export async function markCheck(packageFolder: string): Promise<Check> {
  const script = join(packageFolder, 'hooks/mark');
  const advice = 'Install codex-grid again.';
  try {
    await access(script, constants.R_OK | constants.X_OK);
  } catch (error) {
    return problem('mark', `${script} cannot be run: ${errorText(error)}`, advice);
  }
  const folder = await mkdtemp(join(tmpdir(), 'codex-grid-doctor-'));
  try {
    const startedAt = performance.now();
    await runHook(script, folder);
    const tookMs = Math.round(performance.now() - startedAt);
    if ((await readdir(folder)).length === 0)
      return problem('mark', `${script} left no marker`, advice);
    if (tookMs < hookLimitMs) return ok('mark', `${script} takes ${tookMs} ms`);
    return note(
      'mark',
      `${script} took ${tookMs} ms, and codex waits for it`,
      'Is this machine busy?',
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runHook(script: string, markers: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(script, [markers, 'doctor', 'Stop'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.once('error', reject);
    child.once('exit', () => resolve());
    child.stdin.end('{}');
  });
}
