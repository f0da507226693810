import { dirname } from 'node:path';
import { changeHints } from '../system/change-hints.ts';
import { makeFolder } from '../system/make-folder.ts';
import { holdsLock, takeProcessLock } from '../system/process-lock.ts';
import { isSystemError } from '../system/system-error.ts';
import type { Timers } from './timers.ts';

export type LockKeeping = {
  /** A change of the lock is seen from here on. */
  readonly ready: Promise<void>;
  readonly close: () => void;
};

/** Longer than a folder takes to be removed, or another host to start, which then has the folder. */
const settleMs = 5_000;

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
  let callOff: (() => void) | null = null;
  let isClosed = false;
  const lookLater = () => {
    if (!isClosed) callOff ??= timers.later(settleMs, look);
  };
  const watch = () => {
    // Where the system refuses to watch, that is told of the markers.
    const watched = changeHints(path, lookLater, () => undefined);
    const ready = watched.ready.then(() => {
      // It may have gone meanwhile.
      if (!isHeld(path, pid)) lookLater();
    });
    return { ...watched, ready };
  };
  const close = () => {
    isClosed = true;
    callOff?.();
    hints.close().catch(() => undefined);
  };
  const look = () => {
    callOff = null;
    if (isHeld(path, pid)) return;
    const lock = lockTaken(path, pid);
    if (lock === 'not now') return lookLater();
    if ('heldBy' in lock) {
      close();
      return options.onLost(lock.heldBy);
    }
    // What was watched went with its folder.
    hints.close().catch(() => undefined);
    hints = watch();
    options.onTakenAgain();
  };
  let hints = watch();
  return { ready: hints.ready, close };
}

/** As far as the system tells now. */
function isHeld(path: string, pid: number): boolean {
  try {
    return holdsLock(path, pid);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

function lockTaken(path: string, pid: number): ReturnType<typeof takeProcessLock> | 'not now' {
  try {
    makeFolder(dirname(path));
    const lock = takeProcessLock(path, pid);
    return 'heldBy' in lock && lock.heldBy === 0 ? 'not now' : lock;
  } catch (error) {
    // A disk that takes nothing now may do so in five seconds.
    if (!isSystemError(error)) throw error;
    return 'not now';
  }
}
