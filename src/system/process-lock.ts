import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning, pidIn, processIdentity } from './process-identity.ts';
import { isErrorCode } from './system-error.ts';

export type ProcessLock = { readonly release: () => void };

/** Who has it. 0 when another was quicker and is already gone again: asking once more tells. */
export type HeldLock = { readonly heldBy: number };

/**
 * A lock file that names its owner. It is stale when that very process is gone; its age says nothing.
 * `pid` is the owner to be, as a rule this process.
 */
export function takeProcessLock(path: string, pid: number): ProcessLock | HeldLock {
  const own = processIdentity(pid) ?? String(pid);
  if (isCreated(path, own)) return held(path, own);
  const owner = textOf(path);
  if (owner === null) return { heldBy: 0 };
  if (isRunning(owner)) return { heldBy: pidIn(owner) ?? 0 };
  // Only who holds the lock named after the dead owner may remove what that owner left, so that nobody
  // removes the lock of a living one who was quicker.
  const removal = takeProcessLock(`${path}.${nameOf(owner)}`, pid);
  if ('heldBy' in removal) return removal;
  try {
    if (textOf(path) === owner) rmSync(path);
    if (isCreated(path, own)) return held(path, own);
    return { heldBy: pidIn(textOf(path) ?? '') ?? 0 };
  } finally {
    removal.release();
  }
}

/** Whether that process is the one that the lock names. */
export function holdsLock(path: string, pid: number): boolean {
  return textOf(path) === (processIdentity(pid) ?? String(pid));
}

function held(path: string, own: string): ProcessLock {
  return {
    release() {
      if (textOf(path) === own) rmSync(path, { force: true });
    },
  };
}

/** Written aside and linked, so that nobody ever reads a lock that does not yet name its owner. */
function isCreated(path: string, owner: string): boolean {
  const draft = `${path}.draft.${nameOf(owner)}`;
  writeFileSync(draft, owner, { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** An owner as a part of a file name; a damaged lock may hold anything. */
function nameOf(owner: string): string {
  return owner.replaceAll(/[^\w-]+/g, '.').slice(0, 80);
}

/** Null when no such file is there. */
function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
