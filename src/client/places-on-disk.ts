import { access, chmod, constants, lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from '../system/make-folder.ts';
import { errorText, isSystemError } from '../system/system-error.ts';
import {
  type Environment,
  folderDigest,
  type Places,
  placesIn,
  stateFolder,
} from '../wire/places.ts';

/** Who asks, and from where: what the process knows of its user. Folders are absolute. */
export type Asker = {
  readonly env: Environment;
  readonly homeFolder: string;
  readonly userId: number;
  readonly workingFolder: string;
};

export type Problem = { readonly problem: string };

/**
 * Where things are for this user, whether or not they exist yet. Writes nothing. A host that was started with
 * another XDG_RUNTIME_DIR is found too: cron and `su` have none, a session of the desktop has.
 */
export async function findPlaces(asker: Asker): Promise<Places | Problem> {
  const folder = resolve(asker.workingFolder, stateFolder(asker.env, asker.homeFolder));
  const real = await realPathOf(folder);
  const digest = folderDigest(real);
  const candidates = (await runtimeFolders(asker)).map((runtime) =>
    placesIn(real, {
      env: { ...asker.env, XDG_RUNTIME_DIR: runtime },
      digest,
      userId: asker.userId,
    }),
  );
  for (const candidate of candidates) {
    if ('socket' in candidate && (await exists(candidate.socket))) return candidate;
  }
  return candidates[0] ?? { problem: `There is no place for a socket of ${real}.` };
}

/** Which of them a host finds the same places with; undefined: none. */
export function runtimeFolderOf({ socketFolder, stateFolder }: Places): string | undefined {
  const isShared = socketFolder !== stateFolder && basename(socketFolder) === 'codex-grid';
  return isShared ? dirname(socketFolder) : undefined;
}

/** The usual one first. Systemd removes a user's at logout while the variable lives on in whatever kept running. */
async function runtimeFolders({ env, userId }: Asker): Promise<readonly (string | undefined)[]> {
  const named = env['XDG_RUNTIME_DIR'];
  if (named && (await isOwnFolder(named, userId))) return [named, undefined];
  const usual = `/run/user/${userId}`;
  return (await isOwnFolder(usual, userId)) ? [undefined, usual] : [undefined];
}

/** Makes the state folder and the socket folder, for this user's eyes only. Null, or the sentence that says why not. */
export async function makePlaces(places: Places, userId: number): Promise<string | null> {
  return (
    (await makeStateFolder(places, userId)) ??
    (places.socketFolder === places.stateFolder
      ? null
      : await makeSocketFolder(places.socketFolder, userId))
  );
}

async function makeStateFolder(places: Places, userId: number): Promise<string | null> {
  const { stateFolder: folder } = places;
  const advice = 'Make it writable, or set CODEX_GRID_STATE_DIR to another folder.';
  try {
    makeFolder(folder);
    const found = await lstat(folder);
    if (found.uid !== userId) {
      return `The state folder ${folder} belongs to another user (uid ${found.uid}). Set CODEX_GRID_STATE_DIR to a folder of your own.`;
    }
    if ((found.mode & 0o077) !== 0) {
      if (!(await holdsOnlyOurs(places))) {
        return `The state folder ${folder} is open to other users and holds files that are not codex-grid's. Set CODEX_GRID_STATE_DIR to a folder of its own, or run: chmod 700 ${folder}`;
      }
      await chmod(folder, 0o700);
    }
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `The state folder ${folder} cannot be used: ${errorText(error)}. ${advice}`;
  }
}

async function makeSocketFolder(folder: string, userId: number): Promise<string | null> {
  try {
    makeFolder(folder);
    const found = await lstat(folder);
    if (found.isDirectory() && found.uid === userId && (found.mode & 0o077) === 0) return null;
    // Somebody else may have put a socket there to be typed into.
    return `The socket folder ${folder} is not yours alone (mode ${(found.mode & 0o777).toString(8)}, uid ${found.uid}). Look at what is in it, then remove it.`;
  } catch (error) {
    return `The socket folder ${folder} cannot be made: ${errorText(error)}. Unset XDG_RUNTIME_DIR, or set it to a folder of your own.`;
  }
}

/** What the host and the client make at the top of the state folder besides what `Places` names. */
const passingNames = /^(\.|host\.|start\.|hook-check-)/;

async function holdsOnlyOurs(places: Places): Promise<boolean> {
  const { stateFolder: folder } = places;
  const named = Object.values(places).filter((path) => dirname(path) === folder);
  const isOurs = (name: string) =>
    passingNames.test(name) || named.some((path) => name.startsWith(basename(path)));
  return (await readdir(folder)).every((name) => isOurs(name) && !/^\.[a-z]*rc$/.test(name));
}

async function isOwnFolder(folder: string, userId: number): Promise<boolean> {
  try {
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === userId;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}

/** As `realpath`, for a path whose last parts are not there yet: they keep their names. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const parent = dirname(path);
    return parent === path ? path : join(await realPathOf(parent), basename(path));
  }
}
