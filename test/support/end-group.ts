import { isErrorCode } from '../../src/system/system-error.ts';

/** Ends the processes of the group at once, unless they have ended by themselves. `pid` is its leader's. */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!isErrorCode(error, 'ESRCH')) throw error;
  }
}
