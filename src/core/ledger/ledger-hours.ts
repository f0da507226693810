import type { LedgerActivity } from './ledger.ts';

/** One hour of an agent's; `hour` counts from the epoch. The longest wait is the one that ended in it. */
export type LedgerHour = {
  readonly hour: number;
  readonly workingMs: number;
  readonly waitingMs: number;
  readonly idleMs: number;
  readonly turns: number;
  readonly tokens: number;
  readonly longestWaitMs: number;
};

export const hourMs = 3_600_000;

/** A week, and the day that it began on: 16 agents that never rest come to some 200 kB. */
const keptHours = 8 * 24;

const timeKeys = { working: 'workingMs', waiting: 'waitingMs', idle: 'idleMs' } as const;

/** The time goes to the hours that it passed in. Epoch ms. */
export function withTime(
  hours: readonly LedgerHour[],
  activity: LedgerActivity,
  { from, to }: { readonly from: number; readonly to: number },
): readonly LedgerHour[] {
  const key = timeKeys[activity];
  let counted = hours;
  let at = Math.max(from, to - keptHours * hourMs);
  while (at < to) {
    const end = Math.min(to, (Math.floor(at / hourMs) + 1) * hourMs);
    const passedMs = end - at;
    counted = withHour(counted, at, (hour) => ({ ...hour, [key]: hour[key] + passedMs }));
    at = end;
  }
  return counted;
}

export function withCounts(
  hours: readonly LedgerHour[],
  at: number,
  counts: Partial<Pick<LedgerHour, 'turns' | 'tokens' | 'longestWaitMs'>>,
): readonly LedgerHour[] {
  const { turns = 0, tokens = 0, longestWaitMs = 0 } = counts;
  if (turns === 0 && tokens === 0 && longestWaitMs === 0) return hours;
  return withHour(hours, at, (hour) => ({
    ...hour,
    turns: hour.turns + turns,
    tokens: hour.tokens + tokens,
    longestWaitMs: Math.max(hour.longestWaitMs, longestWaitMs),
  }));
}

/** The clock may have been set back: then the hour there is goes on. */
function withHour(
  hours: readonly LedgerHour[],
  at: number,
  change: (hour: LedgerHour) => LedgerHour,
): readonly LedgerHour[] {
  const last = hours.at(-1);
  const hour = Math.max(Math.floor(at / hourMs), last?.hour ?? 0);
  if (last?.hour === hour) return [...hours.slice(0, -1), change(last)];
  const kept = hours.filter((one) => one.hour > hour - keptHours);
  return [...kept, change({ ...noHour, hour })];
}

const noHour = {
  workingMs: 0,
  waitingMs: 0,
  idleMs: 0,
  turns: 0,
  tokens: 0,
  longestWaitMs: 0,
};
