import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldApprovals, hookConfig } from './held-approvals.ts';
import { faultsIn } from './judge.ts';
import { whyLines } from './link.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    env: (folder) => {
      const config = `${folder}/config/codex-grid`;
      mkdirSync(config, { recursive: true });
      writeFileSync(`${config}/config.toml`, hookConfig);
      return { XDG_CONFIG_HOME: `${folder}/config` };
    },
  });
});
afterAll(() => stage.close());

describe.concurrent('held approvals', () => {
  it.each(heldApprovals)('[HQ60] $name', async (scenario) => {
    const performance = await stage.perform(scenario);
    expect(faultsIn(scenario, performance), whyLines(performance.why).join('\n')).toEqual([]);
  });
});
