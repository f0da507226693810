import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isSystemError } from '../../system/system-error.ts';

/**
 * The branch a folder is on, a short commit id when detached, null outside a repository. Starts no
 * git: a hook or a lock could hold that up.
 */
export async function branchOf(folder: string): Promise<string | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const head = (await textOf(join(at, '.git/HEAD'))) ?? (await headOfLinked(at));
    if (head !== null) return branchIn(head);
    if (at === dirname(at)) return null;
  }
}

/** A worktree or submodule has a file `.git` that names its git folder. */
async function headOfLinked(folder: string): Promise<string | null> {
  const link = await textOf(join(folder, '.git'));
  const path = /^gitdir: (.+)/.exec(link ?? '')?.[1];
  return path === undefined ? null : textOf(join(resolve(folder, path), 'HEAD'));
}

function branchIn(head: string): string | null {
  const branch = /^ref: refs\/heads\/(.+)/.exec(head)?.[1];
  return branch ?? /^[0-9a-f]{40,64}/.exec(head)?.[0].slice(0, 8) ?? null;
}

/** A longer HEAD is none of git's. */
const headBytes = 4096;

async function textOf(path: string): Promise<string | null> {
  try {
    // Not blocking, should there be a FIFO instead of a file.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return null;
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
