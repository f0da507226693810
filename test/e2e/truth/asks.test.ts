import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvals } from './approvals.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { questions } from './questions.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.concurrent('asks', () => {
  it.each(approvals)('[TS2] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
  it.each(questions)('[TS3] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
