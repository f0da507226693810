import fc from 'fast-check';
import type { Evidence, MarkerEvidence } from '../../src/core/lifecycle/evidence.ts';
import { slowHostMs } from '../../src/core/lifecycle/lifecycle-turns.ts';
import type { Told } from './modelled-world.ts';

/** What becomes of a marker: how often it is read, how much later than it could be, and whether whole. */
export type MarkerFate = {
  readonly times: number;
  readonly delayMs: number;
  readonly isCut: boolean;
};

const delayMs = fc.oneof(fc.nat(300), fc.nat(6_000));

/** Lost, doubled, late, out of order, cut. */
export const anyFates: fc.Arbitrary<readonly MarkerFate[]> = fc.array(
  fc.record({ times: fc.nat(2), delayMs, isCut: fc.boolean() }),
  { minLength: 1, maxLength: 24 },
);

/** All but lost. */
export const lateFates: fc.Arbitrary<readonly MarkerFate[]> = fc.array(
  fc.record({ times: fc.integer({ min: 1, max: 2 }), delayMs, isCut: fc.constant(false) }),
  { minLength: 1, maxLength: 24 },
);

/** Gives each marker the next fate, from the first again after the last. */
export function withFates(told: readonly Told[], fates: readonly MarkerFate[]): readonly Told[] {
  let next = 0;
  return told.flatMap((one) => {
    if (one.evidence.witness !== 'marker') return [one];
    const { times, delayMs: lateMs, isCut } = fates[next++ % fates.length]!;
    const evidence = isCut ? cut(one.evidence) : one.evidence;
    return Array.from({ length: times }, (_, n) => ({
      ...one,
      evidence,
      heardAt: one.heardAt + lateMs * (n + 1),
    }));
  });
}

/** What is left of a payload that is too long to be taken. */
function cut(marker: MarkerEvidence): MarkerEvidence {
  const { tool, response } = marker;
  return {
    ...marker,
    prompt: null,
    lastMessage: null,
    tool: tool && { name: tool.name, command: null, reason: null },
    response: response && { status: response.status, error: null },
  };
}

export function without(
  told: readonly Told[],
  ...witnesses: readonly Evidence['witness'][]
): readonly Told[] {
  return told.filter(({ evidence }) => !witnesses.includes(evidence.witness));
}

/** By how much each witness is later than it could be, in ms. */
export type Lags = { readonly inBand: number; readonly marker: number; readonly rollout: number };

export const anyLags: fc.Arbitrary<Lags> = fc.record({
  // What is pressed is known at once, and the terminal is read by whoever writes to it.
  inBand: fc.nat(slowHostMs),
  marker: fc.nat(5_000),
  rollout: fc.nat(5_000),
});

/** Each witness in its own order, but behind the others. What is read in the terminal has no time of its own. */
export function withLags(told: readonly Told[], lags: Lags): readonly Told[] {
  return told.map((one) => {
    const { evidence, heardAt } = one;
    switch (evidence.witness) {
      case 'in-band':
      case 'title':
        return {
          ...one,
          heardAt: heardAt + lags.inBand,
          evidence: { ...evidence, at: evidence.at + lags.inBand },
        };
      case 'marker':
      case 'rollout':
        return { ...one, heardAt: heardAt + lags[evidence.witness] };
      default:
        return one;
    }
  });
}
