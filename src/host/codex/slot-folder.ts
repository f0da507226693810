import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { makeFolder } from '../../system/make-folder.ts';
import { isSystemError } from '../../system/system-error.ts';

/** Whoever could make a file in it could answer in the user's place. Null when it is fit, else why not. */
export function slotFolderProblem(folder: string, userId: number): string | null {
  try {
    makeFolder(folder);
    const status = lstatSync(folder);
    if (!status.isDirectory()) return `${folder} is no folder`;
    if (status.uid !== userId) return `${folder} belongs to another user`;
    if ((status.mode & 0o077) !== 0) chmodSync(folder, 0o700);
    return null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.message;
  }
}

/** Longer than any hook waits. */
const abandonedAfterMs = 15 * 60_000;

/** Removes the slots of hooks that were killed. `now` is epoch ms. */
export function removeAbandonedSlots(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = `${folder}/${name}`;
      const status = lstatSync(path, { throwIfNoEntry: false });
      if (status && now - status.mtimeMs > abandonedAfterMs) rmSync(path, { recursive: true });
    }
  } catch (error) {
    // No folder: no slot. Another fault is told when the folder is to be used.
    if (!isSystemError(error)) throw error;
  }
}
