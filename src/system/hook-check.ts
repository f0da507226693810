import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HooksHealth } from '../core/agent/agent.ts';
import { hooksListAnswer, hooksListLines, hooksVerdict } from '../core/codex/hook-check.ts';
import { type Asking, agentHook, expectedHooks, hookArguments } from '../core/codex/hook-trust.ts';
import { sha256 } from './sha256.ts';
import { isSystemError } from './system-error.ts';

export type HookCheckOptions = {
  /** The codex to ask; an absolute path. */
  readonly codex: string;
  /** The package's `hooks/`. */
  readonly hooksFolder: string;
  readonly markersFolder: string;
  readonly asking: Asking | null;
  /** What an agent's codex would see; without CODEX_HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** Where a Codex home may be made for a moment; codex warns about one under /tmp. */
  readonly scratchParent: string;
  /** Codex is told who asks. */
  readonly ownVersion: string;
  readonly withinMs?: number;
};

/** Codex answers in 0.2 s; a busy machine and a first start from a cold disk take longer. */
const answerWithinMs = 10_000;

/**
 * Asks codex itself which hooks it would call when it is started as agents are, in a Codex home made for the
 * purpose. `unverified` when it does not answer, or cannot be asked.
 */
export async function checkHooks(options: HookCheckOptions): Promise<HooksHealth> {
  const hook = agentHook({ ...options, agent: 'check' });
  const home = await scratchHome(options.scratchParent);
  if (home === null) return { type: 'unverified' };
  try {
    const result = await hooksListed(options, home, hookArguments(hook, sha256));
    return hooksVerdict(expectedHooks(hook, sha256), result);
  } finally {
    // Codex may still write into it while it ends.
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const scratchPrefix = 'hook-check-';

/** Codex answers within seconds, or is no longer asked. */
const abandonedAfterMs = 60_000;

/** Removes the homes of checks whose program ended before codex answered. `now` is epoch ms. */
export async function removeAbandonedChecks(scratchParent: string, now: number): Promise<void> {
  try {
    for (const name of await readdir(scratchParent)) {
      if (!name.startsWith(scratchPrefix)) continue;
      const path = join(scratchParent, name);
      if (now - (await stat(path)).mtimeMs > abandonedAfterMs) await rm(path, { recursive: true });
    }
  } catch (error) {
    // Then they stay, and take no room to speak of.
    if (!isSystemError(error)) throw error;
  }
}

async function scratchHome(parent: string): Promise<string | null> {
  try {
    return await mkdtemp(join(parent, scratchPrefix));
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** The result of `hooks/list`; undefined when none came. */
async function hooksListed(
  { codex, env, ownVersion, withinMs = answerWithinMs }: HookCheckOptions,
  home: string,
  words: readonly string[],
): Promise<unknown> {
  // A group of its own, so that what it starts ends with it.
  const child = spawn(codex, ['app-server', ...words], {
    env: { ...env, CODEX_HOME: home },
    cwd: home,
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const lines = createInterface({ input: child.stdout });
  const timer = setTimeout(() => {
    endGroup(child);
    // Something that left the group may keep its output open.
    lines.close();
    child.stdout.destroy();
  }, withinMs);
  // It may end before it has read all.
  child.stdin.on('error', () => undefined);
  for (const line of hooksListLines({ cwd: home, version: ownVersion }))
    child.stdin.write(`${line}\n`);
  try {
    return await answerIn(lines);
  } finally {
    child.stdin.end();
    await ended;
    clearTimeout(timer);
  }
}

async function answerIn(lines: AsyncIterable<string>): Promise<unknown> {
  for await (const line of lines) {
    const answer = hooksListAnswer(line);
    if (answer) return answer.result;
  }
  return undefined;
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: it has ended by itself.
    if (!isSystemError(error)) throw error;
  }
}
