import { execFile, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { versionIn, versionNotice } from '../core/codex/codex-version.ts';
import type { HostStatus } from '../core/host/host-commands.ts';
import { errorText, isSystemError } from '../system/system-error.ts';
import type { Surroundings } from './call.ts';
import { type Check, note, ok, problem } from './doctor-check.ts';

export function nodeCheck({ nodeVersion, nodePath }: Surroundings): Check {
  // An older Node never comes this far: codex-grid.ts turns it away.
  return ok('node', `${nodeVersion}, ${nodePath}`);
}

/** The running host has found the codex that agents get; without one we look the way it would. */
export async function codexCheck(
  surroundings: Surroundings,
  status: HostStatus | null,
): Promise<Check> {
  const codex = status ? status.codex : await probedCodex(surroundings);
  if ('problem' in codex) return problem('codex', codex.problem, null);
  const notice = versionNotice(codex.version);
  return notice
    ? note('codex', `${notice} It is ${codex.path}`, null)
    : ok('codex', `${codex.version}, ${codex.path}`);
}

const answerLimitMs = 3000;

async function probedCodex({ env, packageFolder }: Surroundings): Promise<HostStatus['codex']> {
  const chosen = env['CODEX_GRID_CODEX'];
  const candidates = chosen ? [chosen] : ['codex', packagedCodex(packageFolder)];
  let failure = '';
  for (const path of candidates) {
    if (path === null) continue;
    try {
      return { path, version: versionIn(await outputOf(path, env)) };
    } catch (error) {
      failure = `${path}: ${errorText(error)}`;
    }
  }
  return {
    problem: `codex cannot be run (${failure}). Install it with: npm install -g @openai/codex, or set CODEX_GRID_CODEX to its absolute path`,
  };
}

function packagedCodex(packageFolder: string): string | null {
  try {
    return createRequire(join(packageFolder, 'package.json')).resolve('@openai/codex/bin/codex.js');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
  }
}

function outputOf(path: string, env: Surroundings['env']): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env, timeout: answerLimitMs, killSignal: 'SIGKILL' as const };
    execFile(path, ['--version'], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}

/** Only looks whether the file is there: what is in it is nobody's business but codex's. */
export async function loginCheck(codexHome: string): Promise<Check> {
  try {
    await stat(join(codexHome, 'auth.json'));
    return ok('login', `there is an auth.json in ${codexHome}`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return note(
      'login',
      `there is no auth.json in ${codexHome}, so agents start at the sign-in screen unless another provider is configured`,
      'Sign in once with: codex login',
    );
  }
}

/** Codex waits for the hook at every event of a turn. */
const hookLimitMs = 100;

export async function hookCheck(packageFolder: string): Promise<Check> {
  const script = join(packageFolder, 'hooks/mark');
  const advice = 'Install codex-grid again.';
  try {
    await access(script, constants.R_OK | constants.X_OK);
  } catch (error) {
    return problem('hook', `${script} cannot be run: ${errorText(error)}`, advice);
  }
  const folder = await mkdtemp(join(tmpdir(), 'codex-grid-doctor-'));
  try {
    const startedAt = performance.now();
    await runHook(script, folder);
    const tookMs = Math.round(performance.now() - startedAt);
    if ((await readdir(folder)).length === 0)
      return problem('hook', `${script} left no marker`, advice);
    if (tookMs < hookLimitMs) return ok('hook', `${script} takes ${tookMs} ms`);
    return note(
      'hook',
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
