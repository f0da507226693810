import { lstat, readdir } from 'node:fs/promises';
import { rolloutPaths } from '../system/session-files.ts';
import { isErrorCode } from '../system/system-error.ts';

/** How many sessions are in a Codex home, subagents' among them, and how many bytes all of it takes. Links count as links. */
export async function measureHome(
  home: string,
): Promise<{ readonly sessions: number; readonly sizeBytes: number }> {
  const sessions = (await rolloutPaths(home)).length;
  const entries = await entriesIn(home);
  const sizes = await Promise.all(entries.map(sizeOf));
  return { sessions, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function entriesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { recursive: true })).map((name) => `${folder}/${name}`);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await lstat(path)).size;
  } catch (error) {
    // Codex and sqlite remove files of theirs at any time.
    if (isErrorCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

/** E.g. `12 MB`. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${Math.round(bytes / 1000 ** power)} ${units[power]}`;
}
