import { setTimeout as wait } from 'node:timers/promises';
import type { AgentId } from '../../core/agent/agent.ts';
import { isRunning, pidIn } from '../../system/process-identity.ts';
import { isErrorCode } from '../../system/system-error.ts';
import type { ProcessRecord } from './process-records.ts';

/** A process of an agent that outlived its host. `stays`: nothing could end it. */
export type Orphan = {
  readonly agent: AgentId;
  readonly pid: number;
  readonly outcome: 'ended' | 'killed' | 'stays';
};

/**
 * Codex ends when its terminal goes with the host, and within 50 ms of a SIGTERM; one that has not was stopped
 * or does not listen.
 */
const termWaitMs = 2_000;
const killWaitMs = 1_000;
const lookEveryMs = 20;

/**
 * Ends those that still run, and only if they are the very processes that were started: their terminals are
 * gone, so nobody could reach them, and they hold their sessions. Those that are gone are left out.
 */
export async function endOrphans(records: readonly ProcessRecord[]): Promise<readonly Orphan[]> {
  const ends = await Promise.all(records.map(endOrphan));
  return ends.filter((end) => end !== null);
}

async function endOrphan({ agent, identity }: ProcessRecord): Promise<Orphan | null> {
  const pid = pidIn(identity);
  if (pid === null || !isRunning(identity)) return null;
  signal(identity, pid, 'SIGTERM');
  if (await isGone(identity, termWaitMs)) return { agent, pid, outcome: 'ended' };
  signal(identity, pid, 'SIGKILL');
  return { agent, pid, outcome: (await isGone(identity, killWaitMs)) ? 'killed' : 'stays' };
}

/** To its process group, which it leads: it was started as the leader of a session. */
function signal(identity: string, pid: number, name: NodeJS.Signals): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(-pid, name);
  } catch (error) {
    // It has just ended, or is somebody else's by now.
    if (!isErrorCode(error, 'ESRCH', 'EPERM')) throw error;
  }
}

async function isGone(identity: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (isRunning(identity)) {
    if (performance.now() >= end) return false;
    await wait(lookEveryMs);
  }
  return true;
}
