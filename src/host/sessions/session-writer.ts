import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { SessionId } from '../../core/agent/agent.ts';
import { isSystemError } from '../../system/system-error.ts';

const run = promisify(execFile);

/**
 * Who has a session open now, in words: `process 4711 in /home/ann/src`; null when nobody has. Codex holds a
 * lock on one file per session it writes; the file itself stays after a crash.
 */
export async function sessionWriter(
  codexHome: string | null,
  id: SessionId,
): Promise<string | null> {
  if (codexHome === null) return null;
  try {
    const lock = await realpath(`${codexHome}/thread-writer-locks/${id}.lock`);
    const pid = process.platform === 'linux' ? await linuxHolder(lock) : await openedBy(lock);
    return pid === null ? null : `process ${pid}${await placeOf(pid)}`;
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

/** /proc/locks names a file by its inode alone; the process's open files say whether it is the same one. */
async function linuxHolder(lock: string): Promise<number | null> {
  const { ino } = await stat(lock);
  const locks = (await readFile('/proc/locks', 'utf8')).split('\n');
  for (const line of locks) {
    const [, pid, inode] = / FLOCK .* (\d+) [0-9a-f]+:[0-9a-f]+:(\d+) /.exec(line) ?? [];
    if (pid !== undefined && inode === `${ino}` && (await hasOpen(pid, lock))) return Number(pid);
  }
  return null;
}

async function hasOpen(pid: string, path: string): Promise<boolean> {
  for (const name of await readdir(`/proc/${pid}/fd`)) {
    try {
      if ((await readlink(`/proc/${pid}/fd/${name}`)) === path) return true;
    } catch (error) {
      // It was closed meanwhile.
      if (!isSystemError(error)) throw error;
    }
  }
  return false;
}

/** Where there is no /proc. */
async function openedBy(path: string): Promise<number | null> {
  try {
    const { stdout } = await run('lsof', ['-t', '--', path], { timeout: 2000 });
    return Number.parseInt(stdout, 10) || null;
  } catch (error) {
    // lsof exits 1 when nobody has it open, or is not installed.
    if (error instanceof Error && ('code' in error || 'killed' in error)) return null;
    throw error;
  }
}

async function placeOf(pid: number): Promise<string> {
  try {
    return ` in ${await readlink(`/proc/${pid}/cwd`)}`;
  } catch (error) {
    if (isSystemError(error)) return '';
    throw error;
  }
}
