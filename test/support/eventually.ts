import { vi } from 'vitest';

/** Longer than anything here takes on a machine with more to do than it can. */
const patienceMs = 20_000;
const everyMs = 20;

/** Until it throws no more; what it threw last is thrown where that takes too long. */
export function eventually<Value>(
  act: () => Value | Promise<Value>,
  { interval = everyMs }: { readonly interval?: number } = {},
): Promise<Value> {
  return vi.waitFor(act, { timeout: patienceMs, interval });
}
