import { open } from 'node:fs/promises';

/** Nobody exports the same thing more often without looking into the folder. */
const namesTried = 100;

/**
 * Writes a text into a file that did not exist, for its owner alone: `NAME.md`, else `NAME-2.md` and so on in the
 * folder. Gives back its path; rejects when it cannot be written.
 */
export async function writeNewFile(
  place: { readonly folder: string; readonly name: string; readonly ending: string },
  text: AsyncIterable<string>,
): Promise<string> {
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `-${count}`;
    const path = `${place.folder}/${place.name}${suffix}${place.ending}`;
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const part of text) await file.write(part);
      } finally {
        await file.close();
      }
      return path;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || count === namesTried) throw error;
    }
  }
}
