import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { realCodex } from '../../support/real-codex.ts';
import { standInEnvironment } from '../../support/stand-in-codex.ts';
import { deaths } from './deaths.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { briefly, byKey, type Scenario, starts } from './scenario.ts';
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

it('[TS46] no program any more', async () => {
  const real = await realCodex();
  let link = '';
  const env = (folder: string) => {
    link = `${folder}/codex`;
    symlinkSync(real, link);
    return { CODEX_GRID_CODEX: link };
  };
  const own = await openStage({ env });
  onTestFinished(own.close);
  const scenario: Scenario = {
    name: 'no-program',
    moves: [
      { wait: 'ready' },
      { do: 'leave' },
      { wait: 'ended' },
      {
        do: 'change',
        by() {
          rmSync(link);
          writeFileSync(link, 'no program', { mode: 0o755 });
        },
      },
      { do: 'command', words: ['resume', 'NAME'] },
      { wait: 'ended' },
      { see: /not found/ },
    ],
    states: [
      ...starts,
      byKey('ended', /^exit code 0$/),
      briefly('starting'),
      byKey('ended', /^exit code 127$/),
    ],
  };
  const performance = await own.perform(scenario);
  expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
});
