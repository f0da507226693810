import { existsSync, globSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { toldScript } from '../support/told-script.ts';

/** One host for all: every test has an agent of its own. */
let grid: GridFixture;

beforeAll(async () => {
  grid = await openGridFixture(toldScript);
});

afterAll(() => grid.close());

it('[E201] four agents started at once reach ready, each with its own home, branch and number', async () => {
  await grid.newAgent('four', '--count', '4');
  const names = ['four-1', 'four-2', 'four-3', 'four-4'];
  for (const name of names) await grid.waitForState(name, 'ready');
  const agents = (await grid.ls()).filter(({ name }) => names.includes(name));
  expect(agents.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(agents.map(({ branch }) => branch)).toEqual(['main', 'main', 'main', 'main']);
  expect(globSync(`${grid.stateFolder}/agents/*/home/config.toml`)).toHaveLength(4);
  expect((await grid.command('stop', ...names)).exitCode).toBe(0);
  for (const name of names) {
    expect((await grid.agent(name)).state).toBe('ended');
    expect((await grid.command('rm', name)).exitCode).toBe(0);
  }
  expect((await grid.ls()).map(({ name }) => name)).not.toContain('four-1');
});

it('[E202] a first prompt runs working, then done, and its session and tokens are known', async () => {
  await grid.newAgent('first', '--prompt', 'wait at first');
  const working = await grid.waitForState('first', 'working');
  expect(working.unread).toBe(false);
  grid.server.release('first');
  await grid.waitForState('first', 'done');
  const done = await grid.waitForAgent('first', 'known whole', ({ context }) => context !== null);
  expect(done).toMatchObject({ unread: true, model: 'gpt-5.5', exit: null });
  expect(done.sessionId).toMatch(/^[0-9a-f]{8}-/);
  expect(done.context?.usedTokens).toBe(1260);
});

it('[E203] an approval shows with its command, and a yes runs it', async () => {
  await grid.newAgent('leave', '--prompt', 'ask leave for touch approved');
  // The terminal says that it waits, the marker for what: either may be heard first.
  await grid.waitForAgent(
    'leave',
    'at an approval that names its command',
    ({ state, detail }) => state === 'approval' && detail?.includes('touch approved') === true,
  );
  expect(existsSync(`${grid.project}/approved`)).toBe(false);
  await grid.command('keys', 'leave', 'y');
  await grid.waitForState('leave', 'done');
  expect(existsSync(`${grid.project}/approved`)).toBe(true);
});

it('[E204] a denied approval goes away, and the command has not run', async () => {
  await grid.newAgent('denied', '--prompt', 'ask leave for touch denied');
  await grid.waitForState('denied', 'approval');
  await grid.command('keys', 'denied', 'Escape');
  await grid.waitForState('denied', 'interrupted');
  expect(existsSync(`${grid.project}/denied`)).toBe(false);
});

it('[E205] a question shows as such, and its answer lets the turn go on', async () => {
  await grid.newAgent('asks', '--prompt', 'ask me');
  await grid.waitForState('asks', 'question');
  expect((await grid.command('screen', 'asks')).stdout).toContain('Which colour?');
  await grid.command('keys', 'asks', 'Enter');
  await grid.waitForState('asks', 'done');
});

it('[E206] Esc in a turn gives interrupted', async () => {
  await grid.newAgent('thinker', '--prompt', 'think');
  await grid.waitForState('thinker', 'working');
  await grid.waitForAgent('thinker', 'in its turn', ({ sessionId }) => sessionId !== null);
  await grid.command('keys', 'thinker', 'Escape');
  await grid.waitForState('thinker', 'interrupted');
  await grid.prompt('thinker', 'say That was it.');
  await grid.waitForState('thinker', 'done');
});

it('[E207] a 500 of the model gives failed with its message', async () => {
  await grid.newAgent('fails', '--prompt', 'fail');
  const failed = await grid.waitForAgent(
    'fails',
    'failed with a message',
    ({ state, detail }) => state === 'failed' && detail !== null,
  );
  expect(failed.detail).toMatch(/high demand|500/);
  await grid.prompt('fails', 'say Better now.');
  await grid.waitForState('fails', 'done');
});

it('[E208] /quit gives ended with code 0', async () => {
  await grid.newAgent('quits');
  await grid.waitForState('quits', 'ready');
  await grid.command('keys', 'quits', '-l', '/quit');
  await grid.command('keys', 'quits', 'Enter');
  const ended = await grid.waitForState('quits', 'ended');
  expect(ended.exit).toEqual({ code: 0, signal: null });
});

it('[E209] kill -9 of an agent gives ended with the signal, and the others go on', async () => {
  await grid.newAgent('victim', '--prompt', 'think');
  const { pid } = await grid.waitForState('victim', 'working');
  await grid.newAgent('witness');
  await grid.waitForState('witness', 'ready');
  process.kill(pid!, 'SIGKILL');
  const ended = await grid.waitForState('victim', 'ended');
  expect(ended.exit?.signal).toBe('SIGKILL');
  expect((await grid.agent('witness')).state).toBe('ready');
});

it('[E210] --why names the evidence behind a state', async () => {
  await grid.newAgent('told', '--prompt', 'say Hello.');
  await grid.waitForState('told', 'done');
  const { stdout } = await grid.command('show', 'told', '--why');
  expect(stdout).toMatch(/marker/);
  expect(stdout).toMatch(/in-band/);
});
