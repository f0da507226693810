import { readFile } from 'node:fs/promises';
import type { Places } from '../wire/places.ts';
import { errorCode } from './error-text.ts';
import { processIdentity } from './process-identity.ts';

export type HostProcess = {
  readonly pid: number;
  /** Whether this same process still runs; false once its pid is another's. */
  readonly isRunning: () => Promise<boolean>;
};

/** The process that holds the host's lock, whether or not it answers. Null when none does. */
export async function runningHostProcess(places: Places): Promise<HostProcess | null> {
  const pid = await pidIn(places.hostLock);
  const identity = pid === null ? null : await processIdentity(pid);
  if (pid === null || identity === null) return null;
  return { pid, isRunning: async () => (await processIdentity(pid)) === identity };
}

async function pidIn(path: string): Promise<number | null> {
  try {
    const [pid] = (await readFile(path, 'utf8')).match(/\d+/) ?? [];
    return pid === undefined ? null : Number(pid);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
