import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AskAct, askedRun } from '../support/modelled-asks.ts';
import { runs } from '../support/property-runs.ts';

const afterMs = fc.oneof(
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ min: 0, max: 500 }),
  fc.integer({ min: 0, max: 2_500 }),
);

/** So few that several requests at once are for the same. */
const command = fc.constantFrom('echo a', 'echo a', 'echo b', 'echo a b c d e f g h i j k l m n');

const asks = fc.record({ type: fc.constant('ask' as const), afterMs, command });
const types = fc.record({
  type: fc.constant('type' as const),
  afterMs,
  key: fc.constantFrom('y' as const, 'y' as const, 'Escape' as const, 'Down' as const),
});
const answers = fc.record({
  type: fc.constant('answer' as const),
  afterMs,
  choice: fc.constantFrom('approve' as const, 'approve' as const, 'deny' as const),
  back: fc.constantFrom(0, 0, 0, 1, null),
});
const resizes = fc.record({ type: fc.constant('resize' as const), afterMs });

const withdrawals = fc.record({ type: fc.constant('withdraw' as const), afterMs });

const acts: fc.Arbitrary<readonly AskAct[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: asks },
    { weight: 2, arbitrary: types },
    { weight: 6, arbitrary: answers },
    { weight: 1, arbitrary: resizes },
    { weight: 1, arbitrary: withdrawals },
  ),
  { minLength: 3, maxLength: 30 },
);

/** The same draws for the same seed. */
function lagsFrom(seed: number) {
  let state = seed;
  return {
    next(from: number, to: number) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return from + (state % (to - from + 1));
    },
  };
}

const anyRun = fc
  .tuple(acts, fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom('on' as const, 'off' as const))
  .map(([all, seed, hooks]) => ({
    all,
    run: () => askedRun(all, { lags: lagsFrom(seed), hooks }),
    seed,
    hooks,
  }));
it('[AN20] no key meets another request than the one that it was meant for', () => {
  let pressed = 0;
  fc.assert(
    fc.property(anyRun, ({ run }) => {
      const { presses } = run();
      pressed += presses.length;
      for (const { met, meant } of presses) expect([null, meant]).toContain(met);
    }),
    runs(1_000),
  );
  expect(pressed).toBeGreaterThan(500);
});

it('[AN21] each answer has one word, after one key at most; a good one is true', () => {
  const seen = { good: 0, bad: 0 };
  fc.assert(
    fc.property(anyRun, ({ run }) => {
      const { answers: given, replies, presses, ended } = run();
      expect(replies).toHaveLength(given);
      expect(presses.length).toBeLessThanOrEqual(given);
      for (const { ok, meant, choice } of replies) {
        seen[ok ? 'good' : 'bad'] += 1;
        if (ok) expect(ended.get(meant ?? -1)).toBe(choice === 'approve' ? 'approved' : 'denied');
      }
    }),
    runs(300),
  );
  expect(seen.good).toBeGreaterThan(100);
  expect(seen.bad).toBeGreaterThan(100);
});
