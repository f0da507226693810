import { writeSync } from 'node:fs';
import { isErrorCode, isSystemError } from '../../system/system-error.ts';

/**
 * Bytes on their way to a program that may not be reading. Ours instead of node-pty's, which asks
 * again at once for as long as the program does not read and so burns a core.
 */
export type WriteQueue = {
  /** False when the queue is full: then nothing of `bytes` will be written. */
  readonly push: (bytes: Uint8Array) => boolean;
  readonly waitingBytes: () => number;
  readonly close: () => void;
};

/** Room for a paste of several megabytes; more is a program that will never read it. */
export const queueLimitBytes = 8 * 1024 * 1024;

const firstWaitMs = 1;
/**
 * Twenty tries a second cost nothing measurable and delay a program that reads again by no more
 * than that.
 */
const longestWaitMs = 50;

export type WriteQueueOptions = {
  /** A non-blocking file descriptor. */
  readonly fd: number;
  readonly onError: (error: Error) => void;
};

export function writeQueue({ fd, onError }: WriteQueueOptions): WriteQueue {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let timer: NodeJS.Timeout | null = null;
  let waitMs = firstWaitMs;
  let isClosed = false;

  const close = () => {
    isClosed = true;
    waiting.length = 0;
    waitingBytes = 0;
    if (timer) clearTimeout(timer);
    timer = null;
  };

  const flush = () => {
    timer = null;
    while (waiting.length > 0) {
      const written = writeSome(fd, waiting[0] ?? new Uint8Array(0));
      if (written instanceof Error) {
        close();
        onError(written);
        return;
      }
      if (written === 0) {
        timer = setTimeout(flush, waitMs);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
        return;
      }
      waitMs = firstWaitMs;
      waitingBytes -= written;
      const rest = waiting[0]?.subarray(written);
      if (rest?.length) waiting[0] = rest;
      else waiting.shift();
    }
  };

  return {
    push(bytes) {
      if (isClosed || waitingBytes + bytes.length > queueLimitBytes) return false;
      if (bytes.length === 0) return true;
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (!timer) flush();
      return true;
    },
    waitingBytes: () => waitingBytes,
    close,
  };
}

/** 0 when the program must read first. */
function writeSome(fd: number, bytes: Uint8Array): number | Error {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    if (isErrorCode(error, 'EAGAIN')) return 0;
    if (isSystemError(error)) return error;
    throw error;
  }
}
