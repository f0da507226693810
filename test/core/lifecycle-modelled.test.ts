import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelledRun } from '../support/modelled-codex.ts';
import {
  anyFates,
  anyLags,
  lateFates,
  withFates,
  withLags,
  without,
} from '../support/modelled-faults.ts';
import { hostReplay, liesIn, type Shown } from '../support/modelled-host.ts';
import {
  type Act,
  openScripts,
  quietScript,
  type Script,
  type Step,
  scripts,
  turns,
  withoutForeign,
} from '../support/modelled-script.ts';
import { rolloutOf, type Told, type Truth } from '../support/modelled-world.ts';
import { runs } from '../support/property-runs.ts';

const restMs = 120_000;

/** Only markers and rollouts know of subagents: without them a root that is done looks like all is. */
function isOfSubagents(shown: Shown, truth: Truth): boolean {
  return shown.name === 'done' && truth.isOfSubagents;
}

/** In-band a short turn that is interrupted looks like codex preparing itself. */
function isOfTurnWithin(limitMs: number): (shown: Shown, truth: Truth) => boolean {
  return (shown, { turn }) =>
    turn !== null &&
    turn.ms < limitMs &&
    (shown.name === turn.before || ['ready', 'done'].includes(shown.name));
}

/** As long as that preparation may take on a busy machine. */
const shortTurnMs = 1_000;
const isOfShortTurn = isOfTurnWithin(shortTurnMs);
/** Its first marker may be read only after its end. */
const isOfBriefTurn = isOfTurnWithin(200);

/** Where markers of subagents are lost or late, also after their end. */
function isOfSubagentsOver(shown: Shown, truth: Truth): boolean {
  return shown.rule === 'subagents-in-flight' && truth.name === 'done';
}

/** No marker tells that a turn failed, or how a subagent ended that did not complete. */
function isToldByMarkers({ acts }: Script): boolean {
  const isSilent = (step: Step) => step.type === 'spawn' && step.end !== 'completed';
  const isTold = (act: Act) =>
    act.type !== 'turn' ||
    [act, ...act.queued].every(({ steps, end }) => end !== 'failed' && !steps.some(isSilent));
  return acts.every((act) => act.type !== 'shell' && isTold(act));
}

describe('plausible runs of codex', () => {
  it('[LP1] whatever codex does, with every witness whole the tile is true in time', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { told, truth } = modelledRun(script);
        const { shown } = hostReplay(told, { restMs });
        expect(liesIn(shown, truth, { isAllowed: isOfBriefTurn })).toEqual([]);
      }),
      runs(2_000),
    );
  });

  it('[LP2] with in-band and process alone it is true in time, but for dialogs and subagents', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const { told, truth } = modelledRun(script);
        const heard = without(told, 'marker', 'rollout', 'title', 'screen');
        const isAllowed = (shown: Shown, span: Truth) =>
          isOfSubagents(shown, span) ||
          isOfShortTurn(shown, span) ||
          (shown.name === 'starting' && span.name === 'dialog');
        expect(liesIn(hostReplay(heard, { restMs }).shown, truth, { isAllowed })).toEqual([]);
      }),
      runs(1_000),
    );
  });

  it('[LP3] markers lost, doubled, late, cut or in any order make no lie while in-band is whole', () => {
    fc.assert(
      fc.property(scripts.map(withoutForeign), anyFates, (script, fates) => {
        const { told, truth } = modelledRun(script);
        const { shown } = hostReplay(withFates(told, fates), { restMs });
        const isAllowed = (one: Shown, span: Truth) =>
          isOfSubagents(one, span) || isOfSubagentsOver(one, span) || isOfShortTurn(one, span);
        expect(liesIn(shown, truth, { isAllowed })).toEqual([]);
      }),
      runs(1_500),
    );
  });
});

/** No two requests at once, of which codex does not tell the one that it shows; nor any that it reviews itself. */
function isAskingOnce({ acts }: Script): boolean {
  const isDoubtful = (step: Step) =>
    step.type === 'spawn' ? step.isAsking : step.type === 'tool' && step.ask === 'reviewed';
  return acts.every(
    (act) =>
      act.type !== 'turn' || [act, ...act.queued].every(({ steps }) => !steps.some(isDoubtful)),
  );
}

describe('what waits', () => {
  it('[LP14] what is told to wait for the user is what does', () => {
    fc.assert(
      fc.property(scripts.filter(isAskingOnce), (script) => {
        const { told, truth } = modelledRun(script);
        const { shown } = hostReplay(told, { restMs });
        for (const { name, detail, at } of shown) {
          if ((name !== 'approval' && name !== 'question') || detail === null) continue;
          const { asked } = truth.findLast((span) => span.at <= at)!;
          expect(asked === null || asked === detail).toBe(true);
        }
      }),
      runs(1_000),
    );
  });
});

describe('where runs end', () => {
  it('[LP4] whatever becomes of markers, with in-band whole the run ends the same', () => {
    fc.assert(
      fc.property(openScripts.map(withoutForeign), anyFates, (script, fates) => {
        const { told, truth } = modelledRun(script);
        const { last } = hostReplay(withFates(told, fates), { restMs });
        expect(last.subagents).toBe(0);
        const end = truth.at(-1)!;
        if (end.turn === null || end.turn.ms >= shortTurnMs) expect(last.name).toBe(end.name);
      }),
      runs(1_500),
    );
  });

  it('[LP15] however far witnesses are behind each other, the run ends the same', () => {
    fc.assert(
      fc.property(openScripts.map(withoutForeign), anyLags, (script, lags) => {
        const { told, truth } = modelledRun(script);
        const { last } = hostReplay(withLags(told, lags), { restMs });
        expect(last.subagents).toBe(0);
        const end = truth.at(-1)!;
        if (end.turn === null || end.turn.ms >= shortTurnMs) expect(last.name).toBe(end.name);
      }),
      runs(1_000),
    );
  });

  it('[LP5] with the rollout in place of in-band it ends the same, where a marker has named it', () => {
    fc.assert(
      fc.property(openScripts.map(withoutForeign), anyFates, (script, fates) => {
        const { told, lastTurn } = modelledRun(script);
        const heard = without(withFates(told, fates), 'in-band', 'title');
        const { last } = hostReplay(heard, { restMs });
        if (lastTurn === null || last.rolloutPath !== rolloutOf(lastTurn.session)) return;
        expect(last.subagents).toBe(0);
        expect(last.name).toBe(lastTurn.end === 'completed' ? 'done' : lastTurn.end);
      }),
      runs(1_500),
    );
  });

  it('[LP6] markers alone, late and in any order but none lost, end it the same where markers tell', () => {
    fc.assert(
      fc.property(
        openScripts.map(withoutForeign).filter(isToldByMarkers),
        lateFates,
        (script, fates) => {
          const { told, lastTurn } = modelledRun(script);
          const heard = without(withFates(told, fates), 'in-band', 'title', 'rollout');
          const { last } = hostReplay(heard, { restMs });
          if (lastTurn === null) return;
          expect(last.sessionId).toBe(lastTurn.session);
          expect(last.name).toBe(lastTurn.end === 'completed' ? 'done' : lastTurn.end);
        },
      ),
      runs(1_500),
    );
  });
});

describe('other sessions and long lives', () => {
  it('[LP12] what a foreign session says, whenever it is heard, never moves the tile', () => {
    fc.assert(
      fc.property(scripts, lateFates, (script, fates) => {
        const { told, ownSessions } = modelledRun(script);
        const isOwn = ({ evidence }: Told) =>
          evidence.witness !== 'marker' || ownSessions.includes(evidence.sessionId);
        const own = told.filter(isOwn);
        const foreign = withFates(
          told.filter((one) => !isOwn(one)),
          fates,
        );
        const alone = hostReplay(own, { restMs });
        const beside = hostReplay([...own, ...foreign], { restMs });
        expect(beside.shown).toEqual(alone.shown);
        expect(beside.last.sessionId).toBe(alone.last.sessionId);
      }),
      runs(1_000),
    );
  });

  it('[LP13] after ten thousand turns no more is remembered, and gone through, than after a thousand', () => {
    const acts = fc.sample(turns, { numRuns: 10_000, seed: 1 });
    const { told } = modelledRun({ ...quietScript, acts });
    const tenth = Math.floor(told.length / 10);
    const sizes: number[] = [];
    let steps = 0;
    hostReplay(told, {
      restMs: 0,
      onStep({ lifecycle, evidence }) {
        steps += evidence === null ? 0 : 1;
        if (evidence === null || steps % tenth !== 0) return;
        sizes.push(JSON.stringify(lifecycle).length);
      },
    });
    expect(sizes[9]!).toBeLessThan(sizes[1]! * 1.3);
    expect(sizes[9]!).toBeLessThan(100_000);
  });
});
