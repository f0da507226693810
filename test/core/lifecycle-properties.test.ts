import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance, elapse } from '../../src/core/lifecycle/lifecycle.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { atOnce, bash, exited, marker, other, own, started, turn } from '../support/evidence.ts';
import { recordedAt, recordedEvidence } from '../support/recorded-evidence.ts';

const names = [
  'plain-turn',
  'approval-yes',
  'approval-denied',
  'error-500',
  'esc-while-streaming',
  'question-answered',
  'clear-then-turn',
  'steer',
];

type Heard = { readonly evidence: Evidence; readonly heardAt: number };
type Fate = { readonly times: number; readonly delayMs: number };
type Truth = 'in-band' | 'rollout';

function untilExit(name: string): readonly Evidence[] {
  return recordedEvidence(name).filter(
    (one) => one.witness !== 'process' || one.fact.type !== 'exited',
  );
}

/** The rollout alone is what is left of a codex without OSC 7501 under a title of the user's own. */
function heardBy(name: string, truth: Truth): readonly Evidence[] {
  return untilExit(name).filter(
    ({ witness }) => truth === 'in-band' || (witness !== 'in-band' && witness !== 'title'),
  );
}

/** Streams keep their order; markers come late, twice, never, and in any order among themselves. */
const disturbed = fc.constantFrom(...names).chain((name) => {
  // A second session's rollout is followed only once a marker has named it, so there it is no truth of its own.
  const truths: readonly Truth[] =
    name === 'clear-then-turn' ? ['in-band'] : ['in-band', 'rollout'];
  const count = untilExit(name).filter(({ witness }) => witness === 'marker').length;
  return fc.record({
    name: fc.constant(name),
    truth: fc.constantFrom(...truths),
    fates: fc.array(
      fc.record({
        times: fc.integer({ min: 0, max: 2 }),
        delayMs: fc.integer({ min: 0, max: 4_000 }),
      }),
      { minLength: count, maxLength: count },
    ),
  });
});

function withFates(evidence: readonly Evidence[], fates: readonly Fate[]): readonly Heard[] {
  let next = 0;
  return evidence
    .flatMap((one): readonly Heard[] => {
      if (one.witness !== 'marker') return [{ evidence: one, heardAt: one.at }];
      const { times, delayMs } = fates[next++]!;
      return Array.from({ length: times }, (_, n) => ({
        evidence: one,
        heardAt: one.at + delayMs * (n + 1),
      }));
    })
    .sort((left, right) => left.heardAt - right.heardAt);
}

function inTime(evidence: readonly Evidence[]): readonly Heard[] {
  return evidence
    .map((one) => ({ evidence: one, heardAt: one.at }))
    .sort((left, right) => left.heardAt - right.heardAt);
}

/** The state two minutes after the recording began. */
function endOf(entries: readonly Heard[]): Lifecycle {
  let lifecycle = newLifecycle(recordedAt);
  const runAlarms = (until: number) => {
    while (lifecycle.wakeAt !== null && lifecycle.wakeAt <= until) {
      lifecycle = elapse(lifecycle, lifecycle.wakeAt);
    }
  };
  for (const { evidence, heardAt } of entries) {
    runAlarms(heardAt);
    lifecycle = advance(lifecycle, evidence, heardAt);
  }
  runAlarms(recordedAt + 120_000);
  return lifecycle;
}

describe('properties over the recordings', () => {
  it('[LC60] markers late, doubled, lost or in any order lead to the same end', () => {
    fc.assert(
      fc.property(disturbed, ({ name, truth, fates }) => {
        const evidence = heardBy(name, truth);
        expect(endOf(withFates(evidence, fates)).name).toBe(endOf(inTime(evidence)).name);
      }),
      { numRuns: 600 },
    );
  });

  it('[LC64] markers alone, late and in any order but none lost, lead to the same end', () => {
    fc.assert(
      fc.property(disturbed, ({ name, fates }) => {
        const evidence = heardBy(name, 'rollout').filter(({ witness }) => witness !== 'rollout');
        const arriving = fates.map((fate) => ({ ...fate, times: Math.max(1, fate.times) }));
        expect(endOf(withFates(evidence, arriving)).name).toBe(endOf(inTime(evidence)).name);
      }),
      { numRuns: 600 },
    );
  });

  it('[LC61] after an exit nothing but a start changes the state', () => {
    const anything = fc
      .constantFrom(...names)
      .chain((name) => fc.shuffledSubarray([...untilExit(name)]));
    fc.assert(
      fc.property(anything, (evidence) => {
        const rest = evidence.filter(({ witness }) => witness !== 'process');
        const over = atOnce(started(), exited(10));
        const later = rest.reduce(
          (lifecycle, one) => advance(lifecycle, one, recordedAt + 60_000),
          over,
        );
        expect(later).toMatchObject({ name: 'ended', exit: over.exit, since: over.since });
      }),
    );
  });

  it('[LC62] a foreign session never moves the tile', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...names), (name, foreignName) => {
        const alone = untilExit(name);
        const nested = untilExit(foreignName).flatMap((evidence) =>
          evidence.witness === 'marker' &&
          evidence.source !== 'clear' &&
          evidence.source !== 'startup'
            ? [{ ...evidence, sessionId: other }]
            : [],
        );
        // Nobody is foreign before the first own marker.
        const first = alone.find(({ witness }) => witness === 'marker')?.at ?? 0;
        const both = [...alone, ...nested.filter(({ at }) => at > first)];
        const { name: state, detail, since, sessionId } = endOf(inTime(alone));
        expect(endOf(inTime(both))).toMatchObject({ name: state, detail, since, sessionId });
      }),
    );
  });

  it('[LC63] no evidence makes it throw, and every state has its alarm in the future', () => {
    const at = fc.integer({ min: -1_000, max: 100_000 }).map((ms) => recordedAt + ms);
    const id = fc.constantFrom(turn(1), turn(2), 'x', '', null);
    const events = [
      'SessionStart',
      'SessionEnd',
      'UserPromptSubmit',
      'PreModelRequest',
      'PostModelRequest',
      'PreToolUse',
      'PermissionRequest',
      'PostToolUse',
      'PreCompact',
      'PostCompact',
      'SubagentStart',
      'SubagentStop',
      'Stop',
      'Interrupt',
    ] as const;
    const anyMarker = fc
      .record({
        at,
        event: fc.constantFrom(...events),
        turnId: id,
        sessionId: fc.constantFrom(own, other),
        subagentId: fc.constantFrom(null, 'a1', '__proto__'),
        source: fc.constantFrom(null, 'clear', 'startup', 'manual'),
        tool: fc.constantFrom(null, bash('ls')),
      })
      .map(({ at: when, event, ...more }) => marker(when - recordedAt, event, more));
    const anyInBand = fc
      .record({
        at,
        report: fc.constantFrom('idle', 'working', 'blocked', 'done', 'error', 'clear' as const),
        kind: fc.constantFrom(null, 'permission', 'odd'),
      })
      .map((fields): Evidence => ({ witness: 'in-band', ...fields }));
    const anyTitle = fc
      .record({ at, shows: fc.constantFrom('working', 'blocked', 'rest' as const) })
      .map((fields): Evidence => ({ witness: 'title', ...fields }));
    const anyRollout = fc
      .record({
        at,
        turnId: id,
        subagentId: fc.constantFrom(null, 'a1'),
        fact: fc.constantFrom(
          { type: 'turn-started' } as const,
          { type: 'turn-aborted', reason: 'replaced' } as const,
          { type: 'turn-completed', error: 'e', lastMessage: null } as const,
        ),
      })
      .map((fields): Evidence => ({ witness: 'rollout', ...fields }));
    const anyProcess = fc
      .record({
        at,
        fact: fc.constantFrom(
          { type: 'started', pid: 1 } as const,
          { type: 'exited', exit: { code: 0, signal: null } } as const,
        ),
      })
      .map((fields): Evidence => ({ witness: 'process', ...fields }));
    const anything = fc.array(fc.oneof(anyMarker, anyInBand, anyTitle, anyRollout, anyProcess), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        anything,
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 40, maxLength: 40 }),
        (evidence, waits) => {
          let lifecycle = newLifecycle(recordedAt);
          let now = recordedAt;
          for (const [n, one] of evidence.entries()) {
            now += waits[n] ?? 0;
            lifecycle = advance(lifecycle, one, now);
            expect(lifecycle.wakeAt === null || lifecycle.wakeAt > now).toBe(true);
            expect(lifecycle.since).toBeLessThanOrEqual(now);
            expect(lifecycle.why.length).toBeLessThanOrEqual(64);
          }
          for (let n = 0; lifecycle.wakeAt !== null; n += 1) {
            expect(n).toBeLessThan(10);
            lifecycle = elapse(lifecycle, lifecycle.wakeAt);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
