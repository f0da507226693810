import type { LifecycleName } from '../../../src/core/lifecycle/lifecycle-table.ts';
import type { SeenState } from './link.ts';
import type { By, Expected, Scenario } from './scenario.ts';
import type { Performance } from './stage.ts';

/** Whether the states are the scenario's, with none in between. */
export function isSequenceOf(scenario: Scenario, states: readonly LifecycleName[]): boolean {
  const expected = expectedOf(
    scenario,
    states.map((state) => ({ state })),
  );
  return states.join() === expected.map(({ state }) => state).join();
}

/** What is wrong with a performance, a line each; nothing is wrong with an empty list. */
export function faultsIn(scenario: Scenario, { states }: Performance): readonly string[] {
  const expected = expectedOf(scenario, states);
  const seen = states.map(({ state }) => state);
  const wanted = expected.map(({ state }) => state);
  if (seen.join() !== wanted.join()) {
    return [`was ${seen.join(', ')}`, `  not ${wanted.join(', ')}`];
  }
  return expected.flatMap(({ state, details, subagents = [0] }, index) => {
    const said = states[index]?.details ?? [];
    const counted = states[index]?.subagents ?? [];
    return [
      ...(areIn(said, details) ? [] : [`${state} said ${JSON.stringify(said)}, not ${details}`]),
      ...(counted.join() === subagents.join()
        ? []
        : [`${state} counted ${counted} subagents, not ${subagents}`]),
    ];
  });
}

/** Without the brief ones that were not seen. All, where nothing makes them what was seen. */
function expectedOf(
  { states: expected }: Scenario,
  seen: readonly Pick<SeenState, 'state'>[],
): readonly Expected[] {
  const names = statesOf(seen);
  const fits = readings(expected).find((reading) => statesOf(reading) === names);
  return fits ?? merged(expected);
}

function statesOf(states: readonly Pick<SeenState, 'state'>[]): string {
  return states.map(({ state }) => state).join();
}

/** With each of the brief ones and without. */
function readings(expected: readonly Expected[]): readonly (readonly Expected[])[] {
  let ways: readonly (readonly Expected[])[] = [[]];
  for (const one of expected) {
    const withIt = ways.map((way) => way.concat(one));
    ways = one.isBrief ? [...withIt, ...ways] : withIt;
  }
  return ways.map(merged);
}

/** What stands side by side is one. */
function merged(expected: readonly Expected[]): readonly Expected[] {
  const parted: Expected[] = [];
  for (const one of expected) {
    const last = parted.at(-1);
    if (last?.state !== one.state) parted.push(one);
    else parted[parted.length - 1] = { ...last, details: last.details.concat(one.details) };
  }
  return parted;
}

function areIn(said: readonly string[], details: readonly RegExp[]): boolean {
  let from = 0;
  return details.every((detail) => {
    const at = said.findIndex((text, index) => index >= from && detail.test(text));
    from = at + 1;
    return at !== -1;
  });
}

/** Instants are ms of the performance's clock. */
export type Delay = {
  readonly state: LifecycleName;
  readonly by: By;
  readonly causedAt: number;
  readonly seenAt: number;
};

/** From each cause to the state that it made, as a client heard it; for states that came in their order. */
export function delaysIn(scenario: Scenario, { states, causes }: Performance): readonly Delay[] {
  return expectedOf(scenario, states).flatMap(({ state, by }, index) => {
    const seen = states[index];
    if (seen?.state !== state || by === 'start' || by === 'codex') return [];
    const cause = causes.findLast((one) => one.by === by && one.at <= seen.at);
    return cause ? [{ state, by, causedAt: cause.at, seenAt: seen.at }] : [];
  });
}
