import type { Clock } from '../../src/ui/pacer.ts';

export type ManualClock = Clock & {
  /** Runs what falls due on the way, in order. */
  readonly advance: (ms: number) => void;
  /** The instants at which something is to run. */
  readonly alarms: () => readonly number[];
};

export function manualClock(startAt: number): ManualClock {
  let now = startAt;
  let alarms: { readonly at: number; readonly run: () => void }[] = [];
  const nextBefore = (end: number) =>
    alarms.filter((alarm) => alarm.at <= end).toSorted((left, right) => left.at - right.at)[0];
  return {
    now: () => now,
    after(delayMs, run) {
      const alarm = { at: now + delayMs, run };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((candidate) => candidate !== alarm);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (let alarm = nextBefore(end); alarm; alarm = nextBefore(end)) {
        const due = alarm;
        alarms = alarms.filter((candidate) => candidate !== due);
        now = due.at;
        due.run();
      }
      now = end;
    },
    alarms: () => alarms.map((alarm) => alarm.at),
  };
}
