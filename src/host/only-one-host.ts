import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isErrorCode } from './error-code.ts';
import { bootId, processIdentity } from './process-identity.ts';

export type HostLock = { readonly release: () => void };

/**
 * One host for each state folder. Another's lock is stale when its process is gone, known by pid,
 * start time and boot; its age says nothing.
 */
export function takeHostLock(path: string, pid: number): HostLock | { readonly heldBy: number } {
  const own = lockText(pid);
  // Written aside and linked, so that nobody reads a lock without its owner in it.
  const draft = `${path}.${pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    if (!linked(draft, path)) {
      const owner = ownerOf(path);
      if (owner !== null) return { heldBy: owner };
      moveAside(path, draft);
      if (!linked(draft, path)) return { heldBy: ownerOf(path) ?? 0 };
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    release() {
      if (textOf(path) === own) rmSync(path, { force: true });
    },
  };
}

function lockText(pid: number): string {
  return `${pid} ${bootId()} ${processIdentity(pid) ?? ''}`;
}

/** Null when nobody living holds the lock. */
function ownerOf(path: string): number | null {
  const text = textOf(path);
  const pid = Number.parseInt(text ?? '', 10);
  return pid > 0 && processIdentity(pid) !== null && lockText(pid) === text ? pid : null;
}

function moveAside(path: string, draft: string): void {
  const aside = `${draft}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return;
    throw error;
  }
  // Between reading and moving, another may have put its own lock there: give it back.
  if (ownerOf(aside) !== null) linked(aside, path);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return null;
    throw error;
  }
}
