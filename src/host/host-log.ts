import { appendFileSync, renameSync, statSync } from 'node:fs';
import { isErrorCode, isSystemError } from '../system/system-error.ts';

/** Facts must never hold what is on a screen, a prompt or the environment. */
export type HostLog = (event: string, facts: Readonly<Record<string, unknown>>) => void;

/** Weeks of a busy host. */
const logLimitBytes = 5 * 1024 * 1024;

/** A full log is kept under this, so that the last events before it was full can still be read. */
const formerSuffix = '.1';

/** Appends JSON lines. A disk that takes none is no reason to stop. */
export function hostLog(path: string, now: () => number): HostLog {
  let sizeBytes = sizeOf(path);
  return (event, facts) => {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`;
    const lineBytes = Buffer.byteLength(line);
    if (sizeBytes > 0 && sizeBytes + lineBytes > logLimitBytes) {
      tolerant(() => renameSync(path, `${path}${formerSuffix}`));
      sizeBytes = sizeOf(path);
    }
    // Where it could not be moved aside it is full.
    if (sizeBytes > logLimitBytes) return;
    sizeBytes += lineBytes;
    tolerant(() => appendFileSync(path, line, { mode: 0o600 }));
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
