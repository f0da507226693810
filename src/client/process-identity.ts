import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-text.ts';

/**
 * Names one run of one process, as the host's lock does: pid, boot, start. A pid alone is given again to another
 * process sooner or later. Null when no such process runs.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return identityFromProc(pid);
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]);
    // Start times are full dates there, so the boot need not be told.
    return stdout.trim() ? `${pid}  ${stdout.trim()}` : null;
  } catch (error) {
    // ps exits 1 for a pid that is not there.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  }
}

async function identityFromProc(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may hold anything, parentheses too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, startTicks] = [fields[0], fields[19]];
    if (state === 'Z' || state === 'X') return null;
    const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${pid} ${bootId.trim()} ${startTicks}`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return null;
    throw error;
  }
}
