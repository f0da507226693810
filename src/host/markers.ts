import type { Stats } from 'node:fs';
import { mkdir, stat, unlink } from 'node:fs/promises';
import type { AgentId } from '../core/agent.ts';
import { type ChangeHints, changeHints } from './change-hints.ts';
import { isErrorCode, isSystemError } from './error-code.ts';
import { fileIdentity } from './file-identity.ts';
import {
  isPartial,
  type Marker,
  putAside,
  readMarker,
  type WaitingFile,
  waitingIn,
} from './marker-files.ts';
import { onceAtATime } from './once-at-a-time.ts';

export type MarkerListeners = {
  /** `text` is the marker's header line and one JSON object; `at` is epoch ms. After a crash one may come twice. */
  readonly onMarker: (agent: AgentId, text: string, at: number) => void;
  readonly onMalformed: (name: string, reason: string) => void;
  /** A sentence for the person at the screen; each at most once. */
  readonly onNotice?: (message: string) => void;
};

export type MarkerWatch = {
  /** Everything that waited has been told, and what comes from now on will be. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
  readonly malformedCount: () => number;
};

/** For what no hint tells, e.g. on a network file system; a look at an empty folder costs 0.1 ms. */
const lookAgainMs = 5_000;
/** Enough to hide the disk's latency when thousands wait, few enough to stay small in memory. */
const readAhead = 16;

/**
 * Tells every marker in `folder`, oldest first, and removes it. Makes the folder, mode 0700, and makes it
 * again when it goes.
 */
export function watchMarkers(folder: string, listeners: MarkerListeners): MarkerWatch {
  const taker = markerTaker(folder, listeners);
  const noticed = new Set<string>();
  let watched: { readonly folder: string; readonly hints: ChangeHints } | null = null;
  let isClosed = false;

  function notice(message: string): void {
    if (noticed.has(message)) return;
    noticed.add(message);
    listeners.onNotice?.(message);
  }

  function onHint(name: string | null): void {
    if (name === null || !(isPartial(name) || taker.removedIt(name))) look();
  }

  /** A watch stays with the folder it was made for; one made anew under the same path needs its own. */
  async function watchFolder(): Promise<{ readonly ownerId: number }> {
    const status = await folderMade(folder);
    const identity = fileIdentity(status);
    if (watched?.folder !== identity) {
      await watched?.hints.close();
      const hints = changeHints(folder, onHint, (reason) =>
        notice(`${folder} cannot be watched (${reason}); it is read 4 times a second instead.`),
      );
      watched = { folder: identity, hints };
      await hints.ready;
    }
    return { ownerId: status.uid };
  }

  const look = onceAtATime(async () => {
    if (isClosed) return;
    try {
      const { ownerId } = await watchFolder();
      await taker.takeAll(ownerId);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      // Gone in mid-look: that is a change, so the next hint is on its way.
      if (!isErrorCode(error, 'ENOENT')) {
        notice(`What agents report cannot be read: ${error.message}. Make ${folder} usable again.`);
      }
    }
  });
  const timer = setInterval(look, lookAgainMs);
  return {
    ready: look(),
    malformedCount: taker.malformedCount,
    close: async () => {
      clearInterval(timer);
      await look();
      isClosed = true;
      await watched?.hints.close();
    },
  };
}

async function folderMade(folder: string): Promise<Stats> {
  try {
    return await stat(folder);
  } catch (error) {
    if (!isErrorCode(error, 'ENOENT')) throw error;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await stat(folder);
  }
}

function markerTaker(folder: string, { onMarker, onMalformed }: MarkerListeners) {
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

  async function tell(file: WaitingFile, { agent, text, at }: Marker): Promise<void> {
    try {
      onMarker(agent, text, at);
    } finally {
      // Also when the listener threw: a marker that fails once must not fail at every start.
      removed.add(file.name);
      await unlessStuck(file, unlink(`${folder}/${file.name}`));
    }
  }

  async function takeAll(ownerId: number): Promise<void> {
    removed.clear();
    const files = (await waitingIn(folder)).filter((file) => !stuck.has(file.key));
    const refused: (readonly [file: WaitingFile, reason: string])[] = [];
    for (let start = 0; start < files.length; start += readAhead) {
      const batch = files.slice(start, start + readAhead);
      const reads = await Promise.all(batch.map((file) => readMarker(folder, file, ownerId)));
      for (const [at, file] of batch.entries()) {
        const read = reads[at];
        if (read?.ok) await tell(file, read);
        else if (read) refused.push([file, read.reason]);
      }
    }
    // Last, so that nobody's garbage holds up a marker.
    for (const [file, reason] of refused) {
      malformed += 1;
      await unlessStuck(file, putAside(folder, file));
      onMalformed(file.name, reason);
    }
  }

  return {
    takeAll,
    removedIt: (name: string) => removed.delete(name),
    malformedCount: () => malformed,
  };
}
