import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInEnvironment } from '../../support/stand-in-codex.ts';
import { deaths } from './deaths.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ env: await standInEnvironment() });
});
afterAll(() => stage.close());

describe.concurrent('deaths', () => {
  it.each(deaths)('[TS46] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
