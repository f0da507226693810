/** Time as the host's parts know it; tests pass it by hand. */
export type Timers = {
  /** Milliseconds that never go back; no time of day. */
  readonly now: () => number;
  /** After what the event loop has to do now. */
  readonly soon: (work: () => void) => void;
  /** Returns what calls it off. */
  readonly later: (delayMs: number, work: () => void) => () => void;
};

export const systemTimers: Timers = {
  now: () => performance.now(),
  soon: (work) => {
    setImmediate(work);
  },
  later(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
