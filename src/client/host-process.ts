import { readFile } from 'node:fs/promises';
import { isRunning, pidIn } from '../system/process-identity.ts';
import { isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';

export type HostProcess = {
  readonly pid: number;
  /** Whether this same process still runs; false once its pid is another's. */
  readonly isRunning: () => boolean;
};

/** The process that holds the host's lock, whether or not it answers. Null when none does. */
export async function runningHostProcess(places: Places): Promise<HostProcess | null> {
  const identity = (await textOf(places.hostLock)) ?? '';
  const pid = pidIn(identity);
  if (pid === null || !isRunning(identity)) return null;
  return { pid, isRunning: () => isRunning(identity) };
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
