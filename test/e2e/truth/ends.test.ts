import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failures } from './failures.ts';
import { interrupts } from './interrupts.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.concurrent('ends', () => {
  it.each(interrupts)('[TS4] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
  it.each(failures)('[TS5] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
