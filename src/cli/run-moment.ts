import type { Run } from '../core/run/run-file.ts';

/**
 * An instant of a run, epoch ms: a local time of day, as `codex-grid replay` prints it, or seconds from the beginning.
 * Null where it is neither.
 */
export function momentIn({ evidence, output }: Run, moment: string): number | null {
  const begin = Math.min(...[...evidence.slice(0, 1), ...output.slice(0, 1)].map(({ at }) => at));
  const seconds = /^\+(\d+(?:\.\d+)?)$/.exec(moment)?.[1];
  if (seconds !== undefined) return begin + Math.round(Number(seconds) * 1000);
  const time = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/.exec(moment);
  if (!time) return null;
  const [hours, minutes, second] = time.slice(1, 4).map((part) => Number(part ?? 0));
  const ms = Number((time[4] ?? '0').padEnd(3, '0'));
  const day = new Date(begin);
  const at = day.setHours(hours ?? 0, minutes, second, ms);
  // The first such time from the beginning on: a run may go over midnight.
  return at < begin - 1000 ? new Date(at).setDate(day.getDate() + 1) : at;
}
