import type { Timers } from '../../src/host/timers.ts';

export type HostClock = Timers & {
  /** Lets time pass and does what falls due, in order. */
  readonly passMs: (timeMs: number) => void;
  /** Time that work takes: passes, and nothing that falls due is done yet. */
  readonly spendMs: (timeMs: number) => void;
  readonly settle: () => void;
  /** How much is planned. */
  readonly planned: () => number;
};

/** Time that stands still until a test lets it pass. */
export function hostClock(startAt = 1_000_000): HostClock {
  let now = startAt;
  let planned: { readonly at: number; readonly work: () => void }[] = [];

  const settle = () => {
    for (;;) {
      const due = planned.filter((entry) => entry.at <= now).sort((a, b) => a.at - b.at)[0];
      if (!due) return;
      planned = planned.filter((entry) => entry !== due);
      due.work();
    }
  };
  const later = (delayMs: number, work: () => void) => {
    const entry = { at: now + delayMs, work };
    planned.push(entry);
    return () => {
      planned = planned.filter((other) => other !== entry);
    };
  };

  return {
    now: () => now,
    soon: (work) => {
      later(0, work);
    },
    later,
    passMs(timeMs) {
      const end = now + timeMs;
      for (;;) {
        const next = Math.min(...planned.map((entry) => entry.at), end);
        if (next >= end) break;
        now = Math.max(now, next);
        settle();
      }
      now = end;
      settle();
    },
    spendMs(timeMs) {
      now += timeMs;
    },
    settle,
    planned: () => planned.length,
  };
}
