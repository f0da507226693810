import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';
import { turns } from './turns.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.concurrent('turns', () => {
  it.each(turns)('[TS1] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
