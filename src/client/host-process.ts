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
  const identity = await textOf(places.hostLock);
  const pid = Number.parseInt(identity ?? '', 10);
  const isRunning = async () => pid > 0 && (await processIdentity(pid)) === identity;
  return (await isRunning()) ? { pid, isRunning } : null;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}
