import { dirname } from 'node:path';
import { makeFolder } from '../system/make-folder.ts';
import { holdsLock, takeProcessLock } from '../system/process-lock.ts';
import { isSystemError } from '../system/system-error.ts';
import type { Timers } from './timers.ts';

export type LockKeeping = { readonly close: () => void };

/** Longer than another host takes to start, which then has the folder. */
const lookEveryMs = 5_000;

/**
 * A state folder may be removed under a host that runs: then the lock is taken again, so that the agents stay within
 * reach. Where another host was quicker, nobody would ever find those of this one.
 */
export function keepLock(options: {
  /** The lock file of this process. */
  readonly path: string;
  readonly pid: number;
  readonly timers: Pick<Timers, 'later'>;
  readonly onTakenAgain: () => void;
  /** Another host has it now. */
  readonly onLost: (pid: number) => void;
}): LockKeeping {
  const { path, pid, timers } = options;
  const look = () => {
    callOff = timers.later(lookEveryMs, look);
    try {
      if (holdsLock(path, pid)) return;
      makeFolder(dirname(path));
      const lock = takeProcessLock(path, pid);
      if (!('heldBy' in lock)) options.onTakenAgain();
      else if (lock.heldBy !== 0) {
        callOff();
        options.onLost(lock.heldBy);
      }
    } catch (error) {
      // A disk that takes nothing now may do so in five seconds.
      if (!isSystemError(error)) throw error;
    }
  };
  let callOff = timers.later(lookEveryMs, look);
  return { close: () => callOff() };
}
