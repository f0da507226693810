import { basename } from 'node:path';
import { watch } from 'chokidar';

export type ChangeHints = {
  /** Changes from here on are told. Resolves also when the system refuses to watch. */
  readonly ready: Promise<void>;
  readonly close: () => Promise<void>;
};

/** How stale a watched path may get where the system tells nothing: still inside the tile's 300 ms. */
const refusedEveryMs = 250;

/**
 * Says that something may have changed at or directly below `path`, which need not exist yet; with the name
 * of the file where that is known. A hint proves nothing and some get lost: the file system is the truth.
 * Where the system refuses to watch (inotify's limits), hints come by the clock instead; `onRefused` then
 * hears why, once.
 */
export function changeHints(
  path: string,
  onHint: (name: string | null) => void,
  onRefused: (reason: string) => void,
): ChangeHints {
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  // What is below is ignored, and still hinted at: chokidar's own reading and remembering of each file would
  // cost more than ours.
  const ignored = (below: string) => below.startsWith(`${path}/`);
  const watcher = watch(path, { depth: 0, ignoreInitial: true, ignored });
  watcher.on('raw', (_event, name) => onHint(name === null ? null : basename(name)));
  watcher.on('all', () => onHint(null));
  const ready = new Promise<void>((resolve) => {
    watcher.on('ready', () => resolve());
    watcher.on('error', (error) => {
      resolve();
      if (timer || isClosed) return;
      timer = setInterval(() => onHint(null), refusedEveryMs);
      onRefused(error instanceof Error ? error.message : String(error));
    });
  });
  return {
    ready,
    close: () => {
      isClosed = true;
      if (timer) clearInterval(timer);
      return watcher.close();
    },
  };
}
