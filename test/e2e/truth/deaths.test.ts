import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realCodex } from '../../support/real-codex.ts';
import { deaths } from './deaths.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  const env = {
    CODEX_GRID_CODEX: resolve(import.meta.dirname, '../../support/stand-in-codex.sh'),
    REAL_CODEX: await realCodex(),
  };
  stage = await openStage({ env: () => env });
});
afterAll(() => stage.close());

describe.concurrent('deaths', () => {
  it.each(deaths)('[TS46] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
