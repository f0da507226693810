import type { EvidenceLine } from '../../src/core/lifecycle/evidence-line.ts';
import type { LifecycleName } from '../../src/core/lifecycle/lifecycle-table.ts';
import type { Disagreement } from '../../src/core/lifecycle/why.ts';
import { delaysIn, faultsIn, isSequenceOf } from '../e2e/truth/judge.ts';
import type { Scenario } from '../e2e/truth/scenario.ts';
import type { Performance } from '../e2e/truth/stage.ts';
import { naivelyTold, replayed, type ToldState } from './truth-replay.ts';

/** A scenario as it was played, with all that the host heard meanwhile. */
export type Played = {
  readonly scenario: Scenario;
  readonly performance: Performance;
  readonly lines: readonly EvidenceLine[];
};

/** What a transition hung upon. */
export type Group = 'in-band' | 'marker only' | 'process' | 'screen' | 'older codex';

/** Ms from the cause to the roster event at a client; `oursMs` of it since the host heard of it. */
export type Timed = {
  readonly scenario: string;
  readonly state: LifecycleName;
  readonly group: Group;
  readonly ms: number;
  readonly oursMs: number;
};

type Told = Exclude<EvidenceLine, { readonly type: 'from' }>;

export function timedIn({ scenario, performance: played, lines }: Played): readonly Timed[] {
  const isOlder = scenario.settings?.env?.['STAND_IN'] === 'says-nothing-of-itself';
  const told = lines.filter((line) => line.type !== 'from');
  const transitions = told.flatMap((line, index) =>
    line.state === told[index - 1]?.state ? [] : [index],
  );
  return delaysIn(scenario, played).flatMap(({ state, causedAt, seenAt }) => {
    const seen = performance.timeOrigin + seenAt;
    // The host's clock counts whole ms.
    const at = transitions.findLast(
      (index) => told[index]?.state === state && (told[index]?.at ?? 0) <= seen + 1,
    );
    if (at === undefined) return [];
    const group = isOlder ? 'older codex' : groupOf(told[at]);
    const heardAt = heardIn(told.slice(0, at + 1), group);
    const oursMs = Math.max(0, seen - heardAt);
    return [{ scenario: scenario.name, state, group, ms: seenAt - causedAt, oursMs }];
  });
}

function groupOf(line: Told | undefined): Group {
  const rule = line?.rule ?? '';
  if (rule.startsWith('process')) return 'process';
  if (rule === 'dialog-on-screen') return 'screen';
  const witness = line?.type === 'heard' ? line.evidence.witness : null;
  const isInBand = /^(?:in-band|composer|title|decline)/.test(rule) || witness === 'in-band';
  return isInBand ? 'in-band' : 'marker only';
}

/** When the last evidence of that kind was heard: what the alarm waited upon, if an alarm decided. */
function heardIn(told: readonly Told[], group: Group): number {
  const last = told.at(-1);
  const isCause = (line: Told) =>
    line.type === 'heard' &&
    (group !== 'in-band' || ['in-band', 'title'].includes(line.evidence.witness));
  return (told.findLast(isCause) ?? last)?.at ?? 0;
}

export type Verdicts = {
  readonly exact: number;
  readonly others: readonly { readonly name: string; readonly told: readonly string[] }[];
};

export function exactWithHooks(all: readonly Played[]): Verdicts {
  return verdicts(
    all,
    ({ performance: seen }) => seen.states.map(({ state }) => state),
    ({ scenario, performance: seen }) => faultsIn(scenario, seen).length === 0,
  );
}

/** Markers and what they lead to are taken away. */
export function exactWithoutHooks(all: readonly Played[]): Verdicts {
  return verdicts(all, ({ lines }) => {
    const { states } = replayed(lines, ({ witness }) => !['marker', 'rollout'].includes(witness));
    return states.map(({ state }) => state);
  });
}

export function exactNaively(all: readonly Played[]): Verdicts {
  return verdicts(all, ({ lines }) => naivelyTold(lines).map(({ state }) => state));
}

/** Those that lasted to the end, with nothing that became of them. */
export function unexplained(all: readonly Played[]): readonly Disagreement[] {
  return all.flatMap(({ lines }) => {
    const { last } = replayed(lines, () => true);
    return last?.disagreements.filter(({ end }) => end === null) ?? [];
  });
}

export type NaiveFigures = {
  readonly wrongAtTheEnd: number;
  /** Of the time in which somebody who looked would have been told something wrong. */
  readonly wrongPercent: number;
  /** Ms from the cause to where it tells the same as it should; null where it never does. */
  readonly delays: readonly (number | null)[];
};

export function naiveFigures(all: readonly Played[]): NaiveFigures {
  const spans = all.map(({ performance: seen, lines }) => wrongSpan(seen, naivelyTold(lines)));
  const sum = (pick: (span: (typeof spans)[number]) => number) =>
    spans.reduce((total, span) => total + pick(span), 0);
  const ends = all.filter(
    ({ scenario, lines }) => naivelyTold(lines).at(-1)?.state !== scenario.states.at(-1)?.state,
  );
  return {
    wrongAtTheEnd: ends.length,
    wrongPercent:
      (100 * sum(({ wrongMs }) => wrongMs)) /
      Math.max(
        1,
        sum(({ allMs }) => allMs),
      ),
    delays: all.flatMap(naiveDelays),
  };
}

function wrongSpan({ states }: Performance, naive: readonly ToldState[]) {
  const truth = states.map(({ state, at }) => ({ state, at: performance.timeOrigin + at }));
  const [first] = truth;
  const last = truth.at(-1);
  if (!first || !last) return { wrongMs: 0, allMs: 0 };
  const instants = [...truth, ...naive].map(({ at }) => at).filter((at) => at >= first.at);
  const sorted = [...new Set(instants)].filter((at) => at <= last.at).sort((a, b) => a - b);
  const stateAt = (told: readonly ToldState[], at: number) =>
    told.findLast((one) => one.at <= at)?.state;
  const wrongMs = sorted.reduce((total, at, index) => {
    const until = sorted[index + 1] ?? at;
    return stateAt(truth, at) === stateAt(naive, at) ? total : total + until - at;
  }, 0);
  return { wrongMs, allMs: last.at - first.at };
}

function naiveDelays({ scenario, performance: seen, lines }: Played): readonly (number | null)[] {
  const naive = naivelyTold(lines);
  const delays = delaysIn(scenario, seen);
  return delays.map(({ state, causedAt }, index) => {
    const cause = performance.timeOrigin + causedAt;
    const next = delays[index + 1];
    const until = next ? performance.timeOrigin + next.causedAt : Number.POSITIVE_INFINITY;
    const told = naive.find((one) => one.state === state && one.at >= cause && one.at < until);
    return told ? told.at - cause : null;
  });
}

function verdicts(
  all: readonly Played[],
  toldIn: (played: Played) => readonly LifecycleName[],
  isExact = (played: Played) => isSequenceOf(played.scenario, toldIn(played)),
): Verdicts {
  const others = all
    .filter((played) => !isExact(played))
    .map((played) => ({ name: played.scenario.name, told: toldIn(played) }));
  return { exact: all.length - others.length, others };
}
