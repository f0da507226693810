import type { HostModel } from './host-state.ts';

/** In 2001: every number of the model from here on is an instant in epoch ms. */
const firstInstant = 1e12;

/** Clocks are corrected by less all the time, and nothing waits for so little. */
const toleratedMs = 1000;

/**
 * The model as if its clock had always gone as it goes now. Without that all that waits would wait for as long as the
 * clock was set back: prompts for the user's last key, answers for the screen to come to rest. Both are epoch ms.
 */
export function onClock(model: HostModel, lastAt: number, now: number): HostModel {
  const byMs = lastAt - now;
  if (byMs <= toleratedMs) return model;
  const moved: HostModel = JSON.parse(JSON.stringify(model), (key, value: unknown) =>
    // When an account may go on is said by the clock of others.
    typeof value === 'number' && value >= firstInstant && key !== 'resetsAt' ? value - byMs : value,
  );
  return moved;
}
