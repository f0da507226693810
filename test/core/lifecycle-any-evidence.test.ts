import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { advance, elapse, looked, restarted } from '../../src/core/lifecycle/lifecycle.ts';
import { type Lifecycle, newLifecycle } from '../../src/core/lifecycle/lifecycle-memory.ts';
import { anyEvidence, anyHearing } from '../support/any-evidence.ts';
import { started } from '../support/evidence.ts';
import { modelledRun } from '../support/modelled-codex.ts';
import { anyFates, withFates } from '../support/modelled-faults.ts';
import { hostReplay } from '../support/modelled-host.ts';
import { scripts } from '../support/modelled-script.ts';
import { runs } from '../support/property-runs.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

/** More than any rule needs to make up its mind when nothing else is heard. */
const alarmLimit = 6;
/** Characters of JSON: the markers of other sessions that are kept, should each be as long as one may be. */
const sizeLimit = 1_500_000;

function expectSound(lifecycle: Lifecycle, now: number): void {
  const { wakeAt, since, why, subagents, detail } = lifecycle;
  expect(wakeAt === null || wakeAt > now).toBe(true);
  expect(Number.isFinite(since)).toBe(true);
  expect(subagents).toBeGreaterThanOrEqual(0);
  expect(subagents).toBeLessThanOrEqual(64);
  expect(why.length).toBeLessThanOrEqual(64);
  expect(detail?.length ?? 0).toBeLessThanOrEqual(300);
}

/** Until no alarm is left. */
function expectRest(lifecycle: Lifecycle): Lifecycle {
  let resting = lifecycle;
  for (let n = 0; resting.wakeAt !== null; n += 1) {
    expect(n).toBeLessThan(alarmLimit);
    const now = resting.wakeAt;
    resting = elapse(resting, now);
    expectSound(resting, now);
  }
  return resting;
}

describe('anything at all', () => {
  it('[LP7] no evidence makes it throw, grow or ring for ever', () => {
    fc.assert(
      fc.property(anyHearing, (hearing) => {
        let lifecycle = newLifecycle(recordedAt);
        let now = recordedAt;
        for (const { evidence, laterMs } of hearing) {
          now += laterMs;
          lifecycle = advance(lifecycle, evidence, now);
          expectSound(lifecycle, now);
        }
        expect(JSON.stringify(expectRest(lifecycle)).length).toBeLessThan(sizeLimit);
      }),
      runs(400),
    );
  });

  it('[LP8] an exit is final until codex is started again', () => {
    fc.assert(
      fc.property(anyHearing, fc.array(anyEvidence, { maxLength: 20 }), (before, after) => {
        const exit = { code: 1, signal: null };
        const exited = {
          witness: 'process',
          at: recordedAt,
          fact: { type: 'exited', exit },
        } as const;
        const heard = [...before.map(({ evidence }) => evidence), exited];
        const over = heard.reduce((one, next) => advance(one, next, recordedAt), newLifecycle(0));
        const still = after
          .filter(({ witness }) => witness !== 'process')
          .reduce((one, next) => advance(one, next, recordedAt + 9_000), over);
        const { since, exit: known, detail } = over;
        expect(still).toMatchObject({ name: 'ended', since, exit: known, detail, subagents: 0 });
        expect(elapse(still, recordedAt + 99_000).name).toBe('ended');
        expect(looked(still, recordedAt + 99_000).name).toBe('ended');
        expect(restarted(still, recordedAt + 99_000).name).toBe('starting');
        expect(advance(still, started(99_000), recordedAt + 99_000).name).toBe('starting');
      }),
      runs(200),
    );
  });

  it('[LP9] what was heard, written down and read again, gives the same states', () => {
    fc.assert(
      fc.property(scripts, anyFates, (script, fates) => {
        const { shown, last, heard } = hostReplay(withFates(modelledRun(script).told, fates), {
          restMs: 60_000,
        });
        const read = JSON.parse(JSON.stringify(heard)) as typeof heard;
        const told = read.map(({ evidence, at }) => ({ evidence, heardAt: at, path: null }));
        const again = hostReplay(told, { restMs: 60_000 });
        expect(again.shown).toEqual(shown);
        expect(again.last).toEqual(last);
      }),
      runs(200),
    );
  });

  it('[LP10] a lifecycle that was itself written down goes on as if it had not been', () => {
    fc.assert(
      fc.property(scripts, fc.nat(100), (script, share) => {
        const { heard } = hostReplay(modelledRun(script).told, { restMs: 0 });
        const cut = Math.floor((heard.length * share) / 100);
        const take = (from: Lifecycle, all: typeof heard) =>
          all.reduce((one, { evidence, at }) => advance(one, evidence, at), from);
        const half = take(newLifecycle(recordedAt), heard.slice(0, cut));
        const kept = JSON.parse(JSON.stringify(half)) as Lifecycle;
        expect(take(kept, heard.slice(cut))).toEqual(take(half, heard.slice(cut)));
      }),
      runs(200),
    );
  });
});

describe('states that need a person', () => {
  it('[LP11] an approval or a question is shown only when codex says so, or has long been silent', () => {
    fc.assert(
      fc.property(scripts, anyFates, fc.boolean(), (script, fates, isInBandHeard) => {
        const told = withFates(modelledRun(script).told, fates).filter(
          ({ evidence: { witness } }) =>
            isInBandHeard || (witness !== 'in-band' && witness !== 'title'),
        );
        let report: string | null = null;
        let firstAskAt = Infinity;
        let refusedAt = -Infinity;
        const hear = (evidence: Evidence | null) => {
          if (evidence?.witness === 'in-band' && evidence.report !== 'clear')
            report = evidence.report;
          if (evidence?.witness === 'title' && report === null && evidence.shows === 'blocked') {
            report = 'blocked';
          }
          if (evidence?.witness === 'marker' && evidence.tool !== null) {
            firstAskAt = Math.min(firstAskAt, evidence.at);
          }
        };
        hostReplay(told, {
          restMs: 10_000,
          onStep({ lifecycle: { name }, now, evidence }) {
            hear(evidence);
            if (evidence?.witness === 'key' && evidence.key !== 'Enter') refusedAt = now;
            if (name !== 'approval' && name !== 'question') return;
            const isSaid =
              report === 'blocked' || (report === 'working' && now - refusedAt < 1_000);
            expect(isSaid || (report === null && now - firstAskAt >= 1_000)).toBe(true);
          },
        });
      }),
      runs(300),
    );
  });
});
