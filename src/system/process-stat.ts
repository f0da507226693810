import { readFileSync } from 'node:fs';
import { isSystemError } from './system-error.ts';

/**
 * The fields of Linux's /proc/PID/stat behind the program's name, which may hold anything: the state is the first.
 * Empty when there is no such process.
 */
export function statFields(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .trim()
      .split(' ');
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}
