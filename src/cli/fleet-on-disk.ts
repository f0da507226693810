import { access, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type FleetAgent, readFleet } from '../core/fleet/fleet-file.ts';
import { problemText } from '../core/settings/settings-read.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import type { Surroundings } from './call.ts';

/** `file` is the real path of the fleet file: agents are known by it as the fleet's. */
export type Fleet = { readonly file: string; readonly agents: readonly FleetAgent[] };

type Problem = { readonly problem: string };

const usualName = 'codex-grid.toml';

/** The file that is meant: the one that was named, else the nearest above the working folder. */
export async function fleetFile(
  named: string | undefined,
  { workingFolder }: Pick<Surroundings, 'workingFolder'>,
): Promise<{ readonly file: string } | Problem> {
  try {
    if (named !== undefined) return { file: await realpath(resolve(workingFolder, named)) };
    for (let folder = workingFolder; ; folder = dirname(folder)) {
      const file = join(folder, usualName);
      if (await exists(file)) return { file: await realpath(file) };
      if (folder === dirname(folder)) break;
    }
  } catch (error) {
    return { problem: `The fleet file ${named ?? usualName} cannot be read: ${errorText(error)}.` };
  }
  return {
    problem: `There is no ${usualName} in ${workingFolder} or in a folder above it. Name a fleet file, or write one from what runs: codex-grid save.`,
  };
}

/** What is wrong with it, a line each. */
export async function readFleetFile(
  file: string,
  homeFolder: string,
): Promise<Fleet | { readonly problems: readonly string[] }> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { problems: [`The fleet file ${file} cannot be read: ${errorText(error)}.`] };
  }
  const read = readFleet(text, { file, folder: dirname(file), homeFolder });
  if ('agents' in read) return { file, agents: read.agents };
  return { problems: read.problems.map(problemText) };
}

/** Where a new fleet file goes, by its real path; its folder must be there. */
export async function newFleetFile(
  named: string | undefined,
  workingFolder: string,
): Promise<{ readonly file: string; readonly isThere: boolean } | Problem> {
  const path = resolve(workingFolder, named ?? usualName);
  try {
    if (await exists(path)) return { file: await realpath(path), isThere: true };
    return { file: join(await realpath(dirname(path)), basename(path)), isThere: false };
  } catch (error) {
    return { problem: `${path} cannot be written: ${errorText(error)}.` };
  }
}

/** Null when it is written, whole; else the sentence that says why not. */
export async function writeFleetFile(file: string, text: string): Promise<string | null> {
  try {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    return null;
  } catch (error) {
    await rm(`${file}.new`, { force: true });
    return `${file} cannot be written: ${errorText(error)}.`;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw error;
  }
}
