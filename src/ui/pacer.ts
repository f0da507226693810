/** Time as the screen needs it. `after` gives what cancels it. */
export type Clock = {
  /** Epoch ms. */
  readonly now: () => number;
  readonly after: (delayMs: number, run: () => void) => () => void;
};

export type Pacer = {
  /** Runs the task `restMs` after its last run, or on the next turn when that is over; asked twice, it runs once. */
  readonly soon: (restMs: number) => void;
  /** As `soon`, but before it returns when the rest is over. */
  readonly atOnce: (restMs: number) => void;
  readonly stop: () => void;
};

/** Keeps a task from running more often than its callers need. Without a call nothing runs. */
export function pacer(clock: Clock, task: () => void): Pacer {
  let ranAt = Number.NEGATIVE_INFINITY;
  let due: { readonly at: number; readonly cancel: () => void } | null = null;
  const run = () => {
    due?.cancel();
    due = null;
    ranAt = clock.now();
    task();
  };
  const soon = (restMs: number) => {
    const now = clock.now();
    const at = Math.max(now, ranAt + restMs);
    if (due && due.at <= at) return;
    due?.cancel();
    due = { at, cancel: clock.after(at - now, run) };
  };
  return {
    soon,
    atOnce(restMs) {
      if (clock.now() - ranAt >= restMs) run();
      else soon(restMs);
    },
    stop() {
      due?.cancel();
      due = null;
    },
  };
}
