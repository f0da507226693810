import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { AgentStats } from '../../src/core/ledger/agent-stats.ts';
import type { ModelScript, ModelStep } from '../../src/demo/model-script.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile } from '../support/run-program.ts';
import { toldScript } from '../support/told-script.ts';

const nowSeconds = Math.floor(Date.now() / 1000);

const limits: ModelStep = {
  type: 'limits',
  fiveHour: { usedPercent: 42, resetsAtSeconds: nowSeconds + 7_200 },
  weekly: { usedPercent: 17, resetsAtSeconds: nowSeconds + 300_000 },
};

const limitedScript: ModelScript = (request) => {
  const steps = toldScript(request);
  return steps[0]?.type === 'http-error' ? steps : [limits, ...steps];
};

/** A machine with a desktop: what it is asked to show stands in `shown`. */
function withDesktop(folder: string): Readonly<Record<string, string>> {
  const config = `${folder}/home/.config/codex-grid`;
  mkdirSync(config, { recursive: true });
  writeFileSync(`${config}/config.toml`, '[notifications]\nways = ["osc9", "desktop"]\n');
  mkdirSync(`${folder}/bin`);
  writeFileSync(
    `${folder}/bin/notify-send`,
    `#!/bin/sh\nprintf '%s\\n' "$4" >>'${folder}/shown'\n`,
  );
  chmodSync(`${folder}/bin/notify-send`, 0o755);
  writeFileSync(`${folder}/shown`, '');
  const path = `${folder}/bin:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
  return { PATH: path, DISPLAY: ':99', TZ: 'UTC' };
}

const waits = (grid: GridFixture, name: string) => grid.waitForState(name, 'approval');

it('[NO1] [NO3] [NO10] [NO25] a day with the real codex', async () => {
  const grid = await openGridFixture(limitedScript, withDesktop);
  onTestFinished(grid.close);
  const shown = () => readFileSync(`${grid.folder}/shown`, 'utf8');
  for (const name of ['one', 'two']) await grid.newAgent(name);
  for (const name of ['one', 'two']) await grid.waitForState(name, 'ready');
  const screen = grid.openScreen({ columns: 160, rows: 40 });
  await screen.waitFor('the grid', (text) => text.includes('GRID') && text.includes('two'));

  await grid.prompt('one', 'say hello');
  await screen.waitFor('the limits', (text) => text.includes('week 17%'));
  await grid.waitForState('one', 'done');
  await grid.prompt('one', 'ask leave for touch ../one');
  await waits(grid, 'one');
  await untilTrue('the notification', async () => screen.notified().length > 0);
  expect(screen.notified()).toEqual(['one wants approval: touch ../one']);

  screen.type('2M');
  await screen.waitFor('the mute', (text) => text.includes('two is muted'));
  await grid.prompt('two', 'ask leave for touch ../two');
  await waits(grid, 'two');
  screen.type('q');
  await screen.waitFor('the question', (text) => text.includes('Detach'));
  await screen.answer('\r');
  await screen.exited;
  expect(screen.notified()).toHaveLength(1);
  expect(shown()).toBe('');

  await grid.command('mute', 'two', '--off');
  await untilTrue(
    'the answer, which a request that has only just come up does not take',
    async () => (await grid.command('answer', 'two', 'deny')).exitCode === 0,
  );
  await grid.waitForState('two', 'interrupted');
  await grid.prompt('two', 'ask leave for touch ../three');
  await untilTrue('the desktop', async () => shown() !== '');
  expect(shown()).toBe('two wants approval: touch ../three\n');

  const { stdout } = await grid.command('stats', '--json');
  const stats = JSON.parse(stdout) as readonly AgentStats[];
  expect(stats).toMatchObject([
    { name: 'one', turns: 2 },
    { name: 'two', turns: 2 },
  ]);
  for (const one of stats) {
    expect(Math.min(one.workingMs, one.waitingMs, one.tokens, one.longestWaitMs)).toBeGreaterThan(
      0,
    );
  }
  await grid.command('host', 'stop');
  const after = await grid.command('stats', '--json');
  expect(JSON.parse(after.stdout)).toMatchObject([{ name: 'one' }, { name: 'two', turns: 2 }]);
});

it('[NO9] four agents that stop at once are told of in one, by the desktop while the grid is suspended', async () => {
  const obedient = join(import.meta.dirname, '../support/fake-codex.mjs');
  const grid = await openGridFixture(toldScript, (folder) => ({
    ...withDesktop(folder),
    CODEX_GRID_CODEX: obedient,
  }));
  onTestFinished(grid.close);
  const shown = () => readFileSync(`${grid.folder}/shown`, 'utf8');
  const names = ['one', 'two', 'three', 'four'];
  for (const name of names) await grid.newAgent(name);
  for (const name of names) {
    const isThere = async () => (await grid.command('screen', name)).stdout.includes('fake codex');
    await untilTrue('the agent', isThere);
  }
  const host = await grid.connect();
  onTestFinished(() => host.close());
  const tellAll = async (line: string, state: 'working' | 'approval') => {
    await Promise.all(
      names.map((agent) =>
        host.request({ type: 'keys', agent, keys: [`${line}\r`], literal: true }),
      ),
    );
    for (const name of names) await grid.waitForState(name, state);
  };
  await tellAll('working', 'working');

  const shell = openOuterTerminal({
    file: '/bin/bash',
    arguments: ['--norc', '-i'],
    cwd: grid.project,
    env: { ...grid.env, PS1: 'shell> ' },
  });
  onTestFinished(shell.close);
  await shell.waitFor('the prompt', (text) => text.includes('shell>'));
  shell.type(`'${process.execPath}' '${programFile}'\r`);
  await shell.waitFor('the grid', (text) => text.includes('GRID') && text.includes('four'));
  shell.type('\x1a');
  await shell.waitFor('the job to stop', (text) => text.includes('Stopped'));
  await tellAll('blocked permission', 'approval');
  await untilTrue('the desktop', async () => shown() !== '');
  expect(shown()).toMatch(/^4 agents need you: (one|two|three|four)(, \w+){3}\n$/);

  shell.type('fg\r');
  await shell.waitFor('the grid again', (text) => text.includes('GRID'));
  await tellAll('working', 'working');
  await tellAll('blocked permission', 'approval');
  await untilTrue('the terminal', async () => shell.notified().length > 0);
  expect(shell.notified()).toEqual([expect.stringContaining('4 agents need you')]);
  expect(shown().split('\n')).toHaveLength(2);
});
