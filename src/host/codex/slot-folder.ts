import { chmodSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { makeFolder } from '../../system/make-folder.ts';
import { isSystemError } from '../../system/system-error.ts';

/** Null when nobody but the user and the host can answer in it, else why not. `writable` are absolute paths. */
export function slotFolderProblem(
  folder: string,
  { userId, writable }: { readonly userId: number; readonly writable: readonly string[] },
): string | null {
  try {
    makeFolder(folder);
    const status = lstatSync(folder);
    if (!status.isDirectory()) return `${folder} is no folder`;
    if (status.uid !== userId) return `${folder} belongs to another user`;
    if ((status.mode & 0o077) !== 0) chmodSync(folder, 0o700);
    const real = realpathSync(folder);
    const open = writable.find((root) => isWithin(real, root));
    return open === undefined
      ? null
      : `commands of the agent may write to ${open}, which ${folder} is in`;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return error.message;
  }
}

function isWithin(path: string, root: string): boolean {
  const real = realPathIfAny(root);
  return real !== null && (path === real || path.startsWith(real === '/' ? real : `${real}/`));
}

function realPathIfAny(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
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
