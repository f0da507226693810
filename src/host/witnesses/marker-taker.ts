import { unlinkSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import type { AgentId } from '../../core/agent/agent.ts';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isSystemError } from '../../system/system-error.ts';
import {
  putAside,
  readMarker,
  removeAbandoned,
  type WaitingFile,
  waitingIn,
} from './marker-files.ts';

export type MarkerListeners = {
  /**
   * What a hook left, as it is: not yet known to make sense. `at` is epoch ms. After a crash one may come
   * twice. `process` is what its name says of the process that left it. Returns why it cannot be used, or null.
   */
  readonly onMarker: (agent: AgentId, text: string, at: number, process?: string) => string | null;
  readonly onMalformed: (name: string, reason: string) => void;
  /** Resolves when what was told so far outlives the host; until then its markers stay. */
  readonly kept?: () => Promise<void>;
  /** A sentence for the person at the screen; each at most once. */
  readonly onNotice?: (message: string) => void;
};

export type MarkerTaker = {
  /** `ownerId` is the only user whose files are believed. Throws what the system refuses. */
  readonly takeAll: (ownerId: number) => void;
  /** Resolves when what was taken is out of the folder, or could not be removed. */
  readonly tidied: () => Promise<void>;
  /** Whether a change of that name is our own doing; true once for each removal. */
  readonly removedIt: (name: string) => boolean;
  readonly malformedCount: () => number;
};

type Refused = { readonly file: WaitingFile; readonly reason: string };

/**
 * Tells what waits in the folder, oldest first, and removes it. The telling is done when `takeAll` returns: a marker
 * is small and was written a moment ago, so reading it costs less than a turn of the event loop on a busy machine.
 */
export function markerTaker(
  folder: string,
  { onMarker, onMalformed, kept }: MarkerListeners,
): MarkerTaker {
  let malformed = 0;
  /** Taken, and not known to be gone. */
  const taken = new Set<string>();
  /** Removed by us, and the hint about that has not come yet. */
  const removed = new Set<string>();
  let told: WaitingFile[] = [];
  let refused: Refused[] = [];
  let partial: readonly WaitingFile[] = [];

  /** Why it cannot be used, or null when it has been told or is gone. */
  function take(file: WaitingFile, ownerId: number): string | null {
    const read = readMarker(folder, file, ownerId);
    if (read === null) return null;
    if (!read.ok) return read.reason;
    try {
      return onMarker(read.agent, read.text, read.at, read.process);
    } catch (error) {
      // A marker that fails once must not fail at every start.
      unlinkSync(`${folder}/${file.name}`);
      throw error;
    }
  }

  async function clearAway(file: WaitingFile, removal: Promise<void>): Promise<void> {
    try {
      await removal;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // It stays, and must not be taken again.
      if (error.code !== 'ENOENT') return;
    }
    taken.delete(file.key);
  }

  const tidy = onceAtATime(async () => {
    const gone = told;
    const aside = refused;
    told = [];
    refused = [];
    removed.clear();
    await kept?.();
    for (const file of gone) {
      removed.add(file.name);
      await clearAway(file, unlink(`${folder}/${file.name}`));
    }
    for (const { file, reason } of aside) {
      malformed += 1;
      await clearAway(file, putAside(folder, file));
      onMalformed(file.name, reason);
    }
    await removeAbandoned(folder, partial);
  });
  let tidied = Promise.resolve();

  return {
    takeAll(ownerId) {
      const waiting = waitingIn(folder);
      partial = waiting.partial;
      const files = waiting.whole.filter((file) => !taken.has(file.key));
      for (const file of files) {
        taken.add(file.key);
        const reason = take(file, ownerId);
        if (reason === null) told.push(file);
        else refused.push({ file, reason });
      }
      if (files.length > 0 || partial.length > 0) tidied = tidy();
    },
    tidied: () => tidied,
    removedIt: (name) => removed.delete(name),
    malformedCount: () => malformed,
  };
}
