/** One agent's output on its way to its emulator. */
export type OutputSource = {
  readonly parse: (bytes: Uint8Array) => void;
  /** Between the two the terminal is not read. */
  readonly pause: () => void;
  readonly resume: () => void;
};

export type OutputQueue = {
  readonly push: (bytes: Uint8Array, now: number) => void;
  /** Parses the oldest piece. What the emulator throws comes through. */
  readonly parseOne: () => void;
  readonly isEmpty: () => boolean;
  /** Whether so little came lately that the terminal can wait for the next common look. */
  readonly isQuiet: () => boolean;
  readonly hold: (reason: 'batched') => void;
  readonly release: (reason: 'batched') => void;
  /** Forgets what waits and lets the terminal go. */
  readonly close: () => void;
};

/** A quarter of a second's output of a flood; more waiting would only be memory. */
const highWaterBytes = 128 * 1024;
const lowWaterBytes = 32 * 1024;
/**
 * Who writes less between two looks is drawing, not flooding. Below one full read of a terminal, 4095 bytes:
 * else the first read of a flood would pause it until the next look.
 */
const quietBytes = 2048;
/**
 * A working codex draws 30 times a second; looked at that often, sixteen of them wake the host
 * together.
 */
export const lookEveryMs = 33;

/**
 * Holds output back, first in memory, then in the terminal, so that a program waits as it would for
 * a slow terminal.
 */
export function outputQueue(source: OutputSource): OutputQueue {
  const pieces: Uint8Array[] = [];
  const holds = new Set<'full' | 'batched'>();
  let waitingBytes = 0;
  let recentBytes = 0;
  let recentSince = Number.NEGATIVE_INFINITY;

  const hold = (reason: 'full' | 'batched') => {
    if (holds.size === 0) source.pause();
    holds.add(reason);
  };
  const release = (reason: 'full' | 'batched') => {
    if (holds.delete(reason) && holds.size === 0) source.resume();
  };

  return {
    push(bytes, now) {
      if (now - recentSince >= lookEveryMs) {
        recentSince = now;
        recentBytes = 0;
      }
      recentBytes += bytes.length;
      waitingBytes += bytes.length;
      pieces.push(bytes);
      if (waitingBytes >= highWaterBytes) hold('full');
    },
    parseOne() {
      const bytes = pieces.shift();
      if (!bytes) return;
      waitingBytes -= bytes.length;
      source.parse(bytes);
      if (waitingBytes <= lowWaterBytes) release('full');
    },
    isEmpty: () => pieces.length === 0,
    isQuiet: () => recentBytes < quietBytes,
    hold,
    release,
    close() {
      pieces.length = 0;
      waitingBytes = 0;
      release('full');
      release('batched');
    },
  };
}
