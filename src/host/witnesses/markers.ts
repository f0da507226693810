import { type Stats, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { type ChangeHints, changeHints } from '../../system/change-hints.ts';
import { fileIdentity } from '../../system/file-identity.ts';
import { onceAtATime } from '../../system/once-at-a-time.ts';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';
import { isPartial } from './marker-files.ts';
import { type MarkerListeners, markerTaker } from './marker-taker.ts';

export type MarkerWatch = {
  /** Everything that waited has been told, and what comes from now on will be. */
  readonly ready: Promise<void>;
  /** Tells what lies there now, before it returns. */
  readonly takeNow: () => void;
  readonly close: () => Promise<void>;
  readonly malformedCount: () => number;
};

/** For what no hint tells, e.g. on a network file system; a look at an empty folder costs 0.1 ms. */
const lookAgainMs = 5_000;

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
      taker.takeAll(ownerId);
      await taker.tidied();
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
    takeNow() {
      if (isClosed) return;
      try {
        taker.takeAll(statSync(folder).uid);
      } catch (error) {
        // The next look mends the folder, or says what is wrong with it.
        if (!isSystemError(error)) throw error;
      }
    },
    malformedCount: taker.malformedCount,
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await look();
      await taker.tidied();
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
