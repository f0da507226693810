import { newestLimits } from '../agent/account-limits.ts';
import type { Act, ScreenModel } from './screen-state.ts';

/** Timers know no more than 24 days, and some limits are monthly. */
const longestWaitMs = 24 * 3_600_000;

/** The account's limits, as far as they still hold; asks to be woken when the first of them is reset. */
export function withLimits(acted: Act, now: number): Act {
  const { model } = acted;
  const limits = newestLimits(model.roster, now);
  const isNews = JSON.stringify(limits) !== JSON.stringify(model.limits);
  const known: ScreenModel = isNews ? { ...model, limits } : model;
  const resets = limits.flatMap(({ resetsAt }) => resetsAt ?? []);
  // There is one alarm, and a mirror that runs on would be worse than a figure that is out of date.
  if (resets.length === 0 || model.mode.type === 'mirror') return { ...acted, model: known };
  return {
    model: known,
    effects: [...acted.effects, { type: 'alarm', at: Math.min(...resets, now + longestWaitMs) }],
  };
}
