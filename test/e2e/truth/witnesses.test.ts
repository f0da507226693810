import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standInEnvironment } from '../../support/stand-in-codex.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';
import { witnesses } from './witnesses.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ env: await standInEnvironment() });
});
afterAll(() => stage.close());

describe.concurrent('witnesses', () => {
  it.each(witnesses)('[TS48] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
