import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isErrorCode } from './system-error.ts';

/**
 * Makes the folder and those above it that are missing, mode 0700. Returns the topmost that it made, null when
 * the folder was there. Throws the error of the operating system.
 *
 * Not Node's own recursive mkdir: under /proc, where making a folder fails as if the one above were missing,
 * that tries for ever (Node 24.21).
 */
export function makeFolder(path: string): string | null {
  try {
    mkdirSync(path, { mode: 0o700 });
    return path;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST') && statSync(path).isDirectory()) return null;
    const above = dirname(path);
    if (!isErrorCode(error, 'ENOENT') || above === path) throw error;
    const firstMade = makeFolder(above);
    // The one above was there all the time, so it is not what was missing.
    if (firstMade === null) throw error;
    // Again from the start: another process may have been as quick.
    makeFolder(path);
    return firstMade;
  }
}
