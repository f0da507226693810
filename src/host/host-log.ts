import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { isErrorCode, isSystemError } from '../system/system-error.ts';

/** Facts must never hold what is on a screen, a prompt or the environment. */
export type HostLog = (event: string, facts: Readonly<Record<string, unknown>>) => void;

/** Weeks of a busy host; a bug that logs without end stops there. */
const logLimitBytes = 5 * 1024 * 1024;

/** Appends JSON lines. A disk that takes none is no reason to stop. */
export function hostLog(path: string, now: () => number): HostLog {
  let sizeBytes = sizeOf(path);
  if (sizeBytes > logLimitBytes) {
    tolerant(() => truncateSync(path));
    sizeBytes = 0;
  }
  return (event, facts) => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`;
    sizeBytes += line.length;
    if (sizeBytes <= logLimitBytes) tolerant(() => appendFileSync(path, line, { mode: 0o600 }));
  };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

function tolerant(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
