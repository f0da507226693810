import { constants } from 'node:fs';
import { access, lstat, readdir, readFile, statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { colorDepthOf } from '../core/terminal/color-depth.ts';
import { errorText, isErrorCode, isSystemError } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { type Check, note, ok, problem } from './doctor-check.ts';

const otherFolder = 'Set CODEX_GRID_STATE_DIR to a folder of your own.';

/** Looks without making anything: a folder that is not there yet is made by the first start. */
export async function folderCheck(name: string, folder: string, userId: number): Promise<Check> {
  try {
    const found = await lstat(folder);
    if (!found.isDirectory()) return problem(name, `${folder} is no folder`, otherFolder);
    if (found.uid !== userId) return problem(name, `${folder} is another user's`, otherFolder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if ((found.mode & 0o077) === 0) return ok(name, folder);
    return problem(name, `${folder} is open to other users`, `Run: chmod 700 ${folder}`);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) {
      return problem(name, `${folder} cannot be used: ${errorText(error)}`, otherFolder);
    }
  }
  return missingFolderCheck(name, folder);
}

async function missingFolderCheck(name: string, folder: string): Promise<Check> {
  for (let above = dirname(folder); ; above = dirname(above)) {
    try {
      await access(above, constants.W_OK | constants.X_OK);
      return ok(name, `${folder}, not made yet`);
    } catch (error) {
      if (!isErrorCode(error, 'ENOENT') || above === dirname(above)) {
        return problem(
          name,
          `${folder} cannot be made: ${errorText(error)} (${above})`,
          otherFolder,
        );
      }
    }
  }
}

export async function socketCheck(places: Places, userId: number): Promise<Check> {
  const check = await folderCheck('socket', places.socketFolder, userId);
  if (check.verdict !== 'ok') return check;
  return ok('socket', `${places.socket} (${Buffer.byteLength(places.socket)} bytes)`);
}

export async function malformedMarkersCheck(places: Places): Promise<Check> {
  const folder = join(places.markers, 'malformed');
  const count = (await namesIn(folder)).length;
  if (count === 0) return ok('markers', 'none is malformed');
  return note(
    'markers',
    `${count} could not be understood and lie in ${folder}`,
    'Look at one, then remove them.',
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return [];
  }
}

/** A new home takes a few MB, and a full disk loses what agents write. */
const leastFreeBytes = 500 * 1024 * 1024;

export async function diskCheck(folder: string): Promise<Check> {
  const free = await freeBytes(folder);
  if (free === null) return ok('disk', 'not looked at');
  const text = `${Math.round(free / 1024 ** 2).toLocaleString('en')} MB free`;
  if (free >= leastFreeBytes) return ok('disk', text);
  return note(
    'disk',
    `only ${text} for ${folder}`,
    'Make room: agents write their sessions there.',
  );
}

/** Of the disk that the folder is on, or will be. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') && folder !== dirname(folder))
      return freeBytes(dirname(folder));
    if (!isSystemError(error)) throw error;
    return null;
  }
}

/** What sixteen agents need, with room for everything else that runs here. */
const needs = { terminals: 64, watchers: 8 };

export async function limitsCheck(platform: string): Promise<Check> {
  if (platform !== 'linux') return ok('limits', 'not looked at on this system');
  const [terminalLimit, terminals, watchers] = await Promise.all(
    [
      '/proc/sys/kernel/pty/max',
      '/proc/sys/kernel/pty/nr',
      '/proc/sys/fs/inotify/max_user_instances',
    ].map(numberIn),
  );
  const free = (terminalLimit ?? Number.POSITIVE_INFINITY) - (terminals ?? 0);
  if (free < needs.terminals) {
    return note(
      'limits',
      `only ${free} more terminals can be opened`,
      'Raise it: sysctl kernel.pty.max=4096',
    );
  }
  if ((watchers ?? Number.POSITIVE_INFINITY) < needs.watchers) {
    return note(
      'limits',
      `only ${watchers} programs can watch files`,
      'Raise it: sysctl fs.inotify.max_user_instances=128',
    );
  }
  return ok(
    'limits',
    `${free} terminals free, ${watchers ?? 'any number of'} file watchers a user`,
  );
}

async function numberIn(path: string): Promise<number | null> {
  try {
    const number = Number(await readFile(path, 'utf8'));
    return Number.isFinite(number) ? number : null;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return null;
  }
}

export function terminalCheck({ env, stdin, stdout }: Surroundings): Check {
  const terminal = env['TERM'] || 'not set';
  if (!stdin.isTTY || !stdout.isTTY) {
    return ok('terminal', 'none here; the grid needs one, the other commands do not');
  }
  if (terminal === 'dumb' || terminal === 'not set') {
    return note(
      'terminal',
      `TERM is ${terminal}: the grid cannot be drawn here`,
      'The other commands work.',
    );
  }
  const depth = colorDepthOf(env);
  const colors =
    depth === 'none' ? 'no colours' : depth === 'truecolor' ? '24-bit colour' : `${depth} colours`;
  return ok('terminal', `${terminal}, ${colors}, ${stdout.columns}x${stdout.rows}`);
}

/** Systemd ends what a user left running at logout, and removes the runtime folder, unless the user lingers. */
export async function lingeringCheck({ env }: Surroundings, places: Places): Promise<Check> {
  const runtime = env['XDG_RUNTIME_DIR'];
  if (!runtime || !places.socketFolder.startsWith(runtime)) {
    return ok('logout', 'the socket does not lie in a folder that logging out removes');
  }
  const lingering = await namesIn('/var/lib/systemd/linger');
  if (lingering.includes(userInfo().username))
    return ok('logout', 'agents outlive it (lingering is on)');
  return note(
    'logout',
    'may end the agents',
    'To keep them running when you log out: loginctl enable-linger',
  );
}
