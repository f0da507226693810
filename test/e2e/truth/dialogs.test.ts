import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialogs } from './dialogs.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe.concurrent('dialogs', () => {
  it.each(dialogs)('[TS45] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
