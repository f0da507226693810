import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agent } from '../../../src/core/agent/agent.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { restarts } from './restarts.ts';
import type { Scenario } from './scenario.ts';
import { openStage, type Performance, type Stage } from './stage.ts';

let stage: Stage;
let between: readonly Agent[];
afterAll(() => stage.close());

const check = (scenario: Scenario, performance: Performance) =>
  expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);

beforeAll(async () => {
  stage = await openStage();
  await Promise.all(restarts.map(async ({ before }) => check(before, await stage.perform(before))));
  between = await stage.killHost();
});

describe.concurrent('restarts', () => {
  it.each(restarts)('[TS49] $name', async ({ name, after }) => {
    const [first] = after.states;
    const listed = between.find((agent) => agent.name === name);
    expect(listed).toMatchObject({ state: first?.state, pid: null });
    expect(listed?.detail).toMatch(first?.details[0] ?? /./);
    check(after, await stage.goOn(after));
  });
});
