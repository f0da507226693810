import { writeSync } from 'node:fs';

/** How long a terminal that does not read may keep a process from ending. */
const patienceMs = 300;
const pauseMs = 5;

/** Writes before it returns, past anything that is queued. Gives up on a terminal that is gone or stalled. */
export function writeNow(fd: number, text: string): void {
  let rest = Buffer.from(text);
  for (let waitedMs = 0; rest.length > 0 && waitedMs < patienceMs; ) {
    const written = tryWrite(fd, rest);
    if (written === 'gone') return;
    rest = rest.subarray(written);
    if (written > 0) continue;
    pause();
    waitedMs += pauseMs;
  }
}

function tryWrite(fd: number, bytes: Uint8Array): number | 'gone' {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EAGAIN' || code === 'EINTR') return 0;
    if (code === 'EIO' || code === 'EPIPE' || code === 'EBADF' || code === 'ENXIO') return 'gone';
    throw error;
  }
}

/** The process is about to end or to stop: there is no event loop to go back to. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}
