import type { DoorWorld } from './door-codex.ts';
import { recordedAt } from './recorded-evidence.ts';

/** Time that passes at once, the host's alarm, and chance; the same seed gives the same run. */
export type DoorClock = DoorWorld & {
  ids: number;
  wakeAt: number | null;
  onWake: () => void;
  readonly pass: (ms: number) => void;
};

export function doorClock(seed: number): DoorClock {
  let now = recordedAt;
  let state = seed >>> 0;
  let planned: { readonly at: number; readonly order: number; readonly work: () => void }[] = [];
  let order = 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const clock: DoorClock = {
    ids: 0,
    wakeAt: null,
    onWake: () => {},
    now: () => now,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    happens: (percent) => random() * 100 < percent,
    later(delayMs, work) {
      order += 1;
      planned.push({ at: now + Math.max(0, delayMs), order, work });
    },
    pass(ms) {
      const end = now + ms;
      for (;;) {
        planned.sort((one, other) => one.at - other.at || one.order - other.order);
        const next = planned[0];
        const wake = clock.wakeAt;
        if (wake !== null && wake <= end && (!next || wake < next.at)) {
          now = Math.max(now, wake);
          clock.wakeAt = null;
          clock.onWake();
          continue;
        }
        if (!next || next.at > end) return;
        planned = planned.slice(1);
        now = next.at;
        next.work();
      }
    },
  };
  return clock;
}
