import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';
import type { Timers } from '../timers.ts';
import { textIfAny, writeWhole } from '../whole-file.ts';

export type SavedRosterFile = {
  /** Writes the newest text; of several asked for while one is written, only the last. */
  readonly save: (text: string) => void;
  /** Where the file is gone. */
  readonly saveAgain: () => void;
  /** Resolves when what was saved last is on the disk, or could not be written. */
  readonly saved: () => Promise<void>;
};

/** A damaged file is moved here, for a person to look at. */
export const damagedSuffix = '.damaged';

/** Whoever makes room does not change anything of an agent by that. */
const againMs = 10_000;

/** `onProblem` gets a sentence when the file cannot be written, once until it can be again: that is tried now and then. */
export function savedRosterFile(
  path: string,
  timers: Pick<Timers, 'later'>,
  onProblem: (message: string) => void,
): SavedRosterFile {
  let newest = '';
  let hasFailed = false;
  let callOff: (() => void) | null = null;
  const write = onceAtATime(async () => {
    try {
      await writeWhole(path, newest);
      await syncFolder(dirname(path));
      hasFailed = false;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (!hasFailed) {
        onProblem(
          `The list of agents could not be saved to ${path} (${error.message}). The agents go on; should the host end now, it would not know them. Make room or make the folder writable.`,
        );
      }
      hasFailed = true;
      callOff?.();
      callOff = timers.later(againMs, () => {
        last = write();
      });
    }
  });
  let last = Promise.resolve();
  return {
    save(text) {
      newest = text;
      last = write();
    },
    saveAgain() {
      if (newest !== '') last = write();
    },
    saved: () => last,
  };
}

/** The saved text, null when there is none. Makes the folder. */
export async function readSavedRoster(path: string): Promise<string | null> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return textIfAny(path);
}

export async function setAside(path: string): Promise<void> {
  await rename(path, `${path}${damagedSuffix}`);
}

/** Without it the new name may be lost when the machine stops. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot sync a folder.
    if (!isErrorCode(error, 'EINVAL')) throw error;
  } finally {
    await handle.close();
  }
}
