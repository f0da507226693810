import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { quotes } from './quotes.ts';
import { openStage, type Stage } from './stage.ts';
import { subagents } from './subagents.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.concurrent('crowds', () => {
  it.each(subagents)('[TS6] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
  it.each(quotes)('[TS7] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
