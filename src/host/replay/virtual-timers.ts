import type { Timers } from '../timers.ts';

export type VirtualTimers = Timers & {
  /** Does what falls due until then, in order. */
  readonly passUntil: (at: number) => void;
};

/** Time that passes when it is told to. */
export function virtualTimers(startAt: number): VirtualTimers {
  let now = startAt;
  let planned: readonly { readonly at: number; readonly work: () => void }[] = [];
  const later = (delayMs: number, work: () => void) => {
    const entry = { at: now + delayMs, work };
    planned = [...planned, entry];
    return () => {
      planned = planned.filter((other) => other !== entry);
    };
  };
  const nextUntil = (until: number) =>
    planned.reduce<(typeof planned)[number] | null>(
      (first, entry) => (entry.at <= until && (!first || entry.at < first.at) ? entry : first),
      null,
    );
  return {
    now: () => now,
    soon: (work) => {
      later(0, work);
    },
    later,
    passUntil(at) {
      for (let next = nextUntil(at); next; next = nextUntil(at)) {
        const due = next;
        planned = planned.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.work();
      }
      now = Math.max(now, at);
    },
  };
}
