import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { errorCode } from './error-text.ts';
import { processIdentity } from './process-identity.ts';

export type StartLock = { readonly release: () => Promise<void> };

/**
 * Of many that start at once, one starts the host. Null while another living process holds the lock.
 * The host's own lock is what keeps a second host out; this one spares 19 of 20 the try.
 */
export async function takeStartLock(path: string, ownPid: number): Promise<StartLock | null> {
  const own = (await processIdentity(ownPid)) ?? String(ownPid);
  // Written aside and linked, so that nobody ever reads a lock that does not yet name its owner.
  const draft = `${path}.${ownPid}`;
  await writeFile(draft, own, { mode: 0o600 });
  try {
    if (await linked(draft, path)) return lockHeld(path, own);
    await removeIfStale(path, draft);
    return (await linked(draft, path)) ? lockHeld(path, own) : null;
  } finally {
    await rm(draft, { force: true });
  }
}

function lockHeld(path: string, own: string): StartLock {
  return {
    async release() {
      if ((await textOf(path)) === own) await rm(path, { force: true });
    },
  };
}

async function removeIfStale(path: string, draft: string): Promise<void> {
  const owner = await textOf(path);
  if (owner === null || (await isAlive(owner))) return;
  const aside = `${draft}.stale`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  // Between reading and renaming, another may have replaced the stale lock by its own: give it back.
  if ((await textOf(aside)) !== owner) await linked(aside, path);
  await rm(aside, { force: true });
}

async function isAlive(owner: string): Promise<boolean> {
  const pid = Number.parseInt(owner, 10);
  return Number.isInteger(pid) && pid > 0 && (await processIdentity(pid)) === owner;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
