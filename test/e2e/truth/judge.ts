import type { LifecycleName } from '../../../src/core/lifecycle/lifecycle-table.ts';
import type { By, Expected, Scenario } from './scenario.ts';
import type { Performance } from './stage.ts';

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

/** Without the brief ones that were not seen. */
function expectedOf(
  { states: expected }: Scenario,
  seen: Performance['states'],
): readonly Expected[] {
  let at = 0;
  return expected.filter(({ state, isBrief }) => {
    const isThere = seen[at]?.state === state;
    if (isThere || isBrief !== true) at += 1;
    return isThere || isBrief !== true;
  });
}

function areIn(said: readonly string[], details: readonly RegExp[]): boolean {
  let from = 0;
  return details.every((detail) => {
    const at = said.findIndex((text, index) => index >= from && detail.test(text));
    from = at + 1;
    return at !== -1;
  });
}

export type Delay = { readonly state: LifecycleName; readonly by: By; readonly ms: number };

/** From each cause to the state that it made, as a client heard it; for states that came in their order. */
export function delaysIn(scenario: Scenario, { states, causes }: Performance): readonly Delay[] {
  return expectedOf(scenario, states).flatMap(({ state, by }, index) => {
    const seen = states[index];
    if (seen?.state !== state || by === 'start' || by === 'codex') return [];
    const cause = causes.findLast((one) => one.by === by && one.at <= seen.at);
    return cause ? [{ state, by, ms: seen.at - cause.at }] : [];
  });
}
