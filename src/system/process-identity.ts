import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { statFields } from './process-stat.ts';
import { isErrorCode } from './system-error.ts';

/**
 * Names one run of one process: `pid boot start`. A pid alone is given again to another process sooner or
 * later. Null when no such process runs; a zombie runs no more.
 */
export function processIdentity(pid: number): string | null {
  const start = process.platform === 'linux' ? linuxStart(pid) : startFromPs(pid);
  return start === null ? null : `${pid} ${bootId()} ${start}`;
}

/** The pid in an identity; null for a text that is none. */
export function pidIn(identity: string): number | null {
  const pid = Number.parseInt(identity, 10);
  return pid > 0 ? pid : null;
}

/** Whether the process so named still runs. Any text may be asked about. */
export function isRunning(identity: string): boolean {
  const pid = pidIn(identity);
  return pid !== null && processIdentity(pid) === identity;
}

/** Changes with every boot; '' where the system has no such id and start times are full dates. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return '';
    throw error;
  }
}

/** Field 22 of /proc/PID/stat, clock ticks since boot. */
function linuxStart(pid: number): string | null {
  const fields = statFields(pid);
  const [state] = fields;
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
}

function startFromPs(pid: number): string | null {
  try {
    const output = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], {
      encoding: 'utf8',
      timeout: 1000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.trim() || null;
  } catch (error) {
    // ps exits 1 for a pid that is not there.
    if (error instanceof Error && 'status' in error) return null;
    throw error;
  }
}
