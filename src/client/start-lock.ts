import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { errorCode } from './error-text.ts';
import { processIdentity } from './process-identity.ts';

export type StartLock = { readonly release: () => Promise<void> };

/**
 * Of many that start at once, one starts the host. Null while another living process holds the lock.
 * The host's own lock is what keeps a second host out; this one spares 19 of 20 the try.
 */
export async function takeStartLock(path: string, ownPid: number): Promise<StartLock | null> {
  const own = (await processIdentity(ownPid)) ?? String(ownPid);
  if (await created(path, own)) return lockHeld(path, own);
  const owner = await textOf(path);
  if (owner === null || (await isAlive(owner))) return null;
  // Only who holds the lock named after the dead owner may remove what that owner left, so that nobody
  // removes the lock of a living one who was quicker.
  const removal = await takeStartLock(`${path}.${nameOf(owner)}`, ownPid);
  if (!removal) return null;
  try {
    if ((await textOf(path)) === owner) await rm(path);
    return (await created(path, own)) ? lockHeld(path, own) : null;
  } finally {
    await removal.release();
  }
}

function lockHeld(path: string, own: string): StartLock {
  return {
    async release() {
      if ((await textOf(path)) === own) await rm(path, { force: true });
    },
  };
}

async function isAlive(owner: string): Promise<boolean> {
  const pid = Number.parseInt(owner, 10);
  return Number.isInteger(pid) && pid > 0 && (await processIdentity(pid)) === owner;
}

/** Written aside and linked, so that nobody ever reads a lock that does not yet name its owner. */
async function created(path: string, owner: string): Promise<boolean> {
  const draft = `${path}.draft.${nameOf(owner)}`;
  await writeFile(draft, owner, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** An owner as a part of a file name; a damaged lock may hold anything. */
function nameOf(owner: string): string {
  return owner.replaceAll(/[^\w-]+/g, '.').slice(0, 80);
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
