import { clockLabel } from '../text/clock-label.ts';
import type { Agent, Roster } from './agent.ts';

/** What an account may use in a span of time. Percent 0 to 100, or more; `resetsAt` is epoch ms, null when not told. */
export type LimitWindow = {
  readonly usedPercent: number;
  readonly windowMinutes: number | null;
  readonly resetsAt: number | null;
};

/** As codex was last told with an answer, then (epoch ms); the shortest span first. */
export type AccountLimits = { readonly at: number; readonly windows: readonly LimitWindow[] };

const exhaustedPercent = 100;

/** When an agent whose turn failed at a limit may go on, epoch ms; null where none stopped it, or nobody said. */
export function limitedUntil({
  state,
  detail,
  limits,
}: Pick<Agent, 'state' | 'detail' | 'limits'>): number | null {
  if (state !== 'failed' || limits === null || !/usage limit/i.test(detail ?? '')) return null;
  const resets = limits.windows.flatMap(({ usedPercent, resetsAt }) =>
    usedPercent >= exhaustedPercent && resetsAt !== null ? [resetsAt] : [],
  );
  return resets.length === 0 ? null : Math.max(...resets);
}

/** What stopped an agent at a limit of its account leaves it no choice but to wait; null where nothing did. */
export function limitText(
  { limitedUntil: until, since }: Pick<Agent, 'limitedUntil' | 'since'>,
  timeZone: string,
): string | null {
  return until === null ? null : `usage limit until ${clockLabel(until, since, timeZone)}`;
}

/** Of the account that answered last, without what has been reset since. `now` is epoch ms. */
export function newestLimits(roster: Roster, now: number): readonly LimitWindow[] {
  const told = roster.flatMap(({ limits }) => (limits === null ? [] : [limits]));
  const newest = told.toSorted((left, right) => right.at - left.at)[0];
  return (newest?.windows ?? []).filter(({ resetsAt }) => resetsAt !== null && resetsAt > now);
}

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** `5h`, `week`; what codex has no word for in its own unit. */
export function windowWord({ windowMinutes }: LimitWindow): string {
  if (windowMinutes === null) return 'limit';
  if (windowMinutes === 7 * dayMinutes) return 'week';
  if (windowMinutes >= 2 * dayMinutes) return `${Math.round(windowMinutes / dayMinutes)}d`;
  return windowMinutes >= hourMinutes
    ? `${Math.round(windowMinutes / hourMinutes)}h`
    : `${windowMinutes}m`;
}
