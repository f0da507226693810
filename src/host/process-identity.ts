import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isErrorCode, isSystemError } from './error-code.ts';

/**
 * What tells a process from a later one with the same pid: when it started. Null when no such
 * process lives. Comparable only within one boot; see `bootId`.
 */
export function processIdentity(pid: number): string | null {
  try {
    return process.platform === 'linux' ? linuxStart(pid) : startFromPs(pid);
  } catch (error) {
    if (isSystemError(error) || isFailedPs(error)) return null;
    throw error;
  }
}

/** Changes with every boot; '' where the system has no such id and start times are full dates. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return '';
    throw error;
  }
}

/**
 * Field 22 of /proc/PID/stat, clock ticks since boot; counted behind the name, which may hold
 * anything. A zombie is no process.
 */
function linuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? null : (fields[19] ?? null);
}

function startFromPs(pid: number): string | null {
  const output = execFileSync('ps', ['-o', 'lstart=', '-p', `${pid}`], {
    encoding: 'utf8',
    timeout: 1000,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return output.trim() || null;
}

function isFailedPs(error: unknown): boolean {
  return error instanceof Error && 'status' in error;
}
