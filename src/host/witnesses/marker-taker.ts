import { unlink } from 'node:fs/promises';
import type { AgentId } from '../../core/agent/agent.ts';
import { isSystemError } from '../../system/system-error.ts';
import { type Marker, putAside, readMarker, type WaitingFile, waitingIn } from './marker-files.ts';

export type MarkerListeners = {
  /**
   * What a hook left, as it is: not yet known to make sense. `at` is epoch ms. After a crash one may come
   * twice. Returns why it cannot be used, or null.
   */
  readonly onMarker: (agent: AgentId, text: string, at: number) => string | null;
  readonly onMalformed: (name: string, reason: string) => void;
  /** Resolves when what was told so far outlives the host; until then its markers stay. */
  readonly kept?: () => Promise<void>;
  /** A sentence for the person at the screen; each at most once. */
  readonly onNotice?: (message: string) => void;
};

export type MarkerTaker = {
  /** `ownerId` is the only user whose files are believed. */
  readonly takeAll: (ownerId: number) => Promise<void>;
  /** Whether a change of that name is our own doing; true once for each removal. */
  readonly removedIt: (name: string) => boolean;
  readonly malformedCount: () => number;
};

/** Enough to hide the disk's latency when thousands wait, few enough to stay small in memory. */
const readAhead = 16;

type Refused = { readonly file: WaitingFile; readonly reason: string };

/** Tells what waits in the folder, oldest first, and removes it. */
export function markerTaker(
  folder: string,
  { onMarker, onMalformed, kept }: MarkerListeners,
): MarkerTaker {
  let malformed = 0;
  /** Told, but could not be removed. */
  const stuck = new Set<string>();
  /** Removed by us, and the hint about that has not come yet. */
  const removed = new Set<string>();

  async function unlessStuck(file: WaitingFile, removal: Promise<void>): Promise<void> {
    try {
      await removal;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      if (error.code !== 'ENOENT') stuck.add(file.key);
    }
  }

  async function remove(file: WaitingFile): Promise<void> {
    removed.add(file.name);
    await unlessStuck(file, unlink(`${folder}/${file.name}`));
  }

  /** Why it cannot be used, or null when it has been told. */
  async function tell(file: WaitingFile, { agent, text, at }: Marker): Promise<string | null> {
    try {
      return onMarker(agent, text, at);
    } catch (error) {
      // A marker that fails once must not fail at every start.
      await remove(file);
      throw error;
    }
  }

  async function takeSome(
    files: readonly WaitingFile[],
    ownerId: number,
  ): Promise<readonly Refused[]> {
    const reads = await Promise.all(files.map((file) => readMarker(folder, file, ownerId)));
    const refused: Refused[] = [];
    const told: WaitingFile[] = [];
    try {
      for (const [at, file] of files.entries()) {
        const read = reads[at];
        if (!read) continue;
        const reason = read.ok ? await tell(file, read) : read.reason;
        if (reason === null) told.push(file);
        else refused.push({ file, reason });
      }
    } finally {
      await kept?.();
      for (const file of told) await remove(file);
    }
    return refused;
  }

  async function takeAll(ownerId: number): Promise<void> {
    removed.clear();
    const files = (await waitingIn(folder)).filter((file) => !stuck.has(file.key));
    const refused: Refused[] = [];
    for (let start = 0; start < files.length; start += readAhead) {
      refused.push(...(await takeSome(files.slice(start, start + readAhead), ownerId)));
    }
    // Last, so that nobody's garbage holds up a marker.
    for (const { file, reason } of refused) {
      malformed += 1;
      await unlessStuck(file, putAside(folder, file));
      onMalformed(file.name, reason);
    }
  }

  return {
    takeAll,
    removedIt: (name) => removed.delete(name),
    malformedCount: () => malformed,
  };
}
