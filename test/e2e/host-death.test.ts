import { readdir, readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { toldScript } from '../support/told-script.ts';

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

async function killHost(grid: GridFixture): Promise<void> {
  process.kill(await grid.hostPid(), 'SIGKILL');
  await untilTrue('the host to be gone', async () => {
    const { exitCode } = await grid.command('host', 'status');
    return exitCode !== 0;
  });
}

it('[E221] after kill -9 of the host its agents are listed as ended, and resume brings the session back', async () => {
  const grid = await freshGrid();
  await grid.newAgent('solo', '--prompt', 'say Remember the kettle.');
  const { sessionId, pid } = await grid.waitForState('solo', 'done');
  await killHost(grid);
  await untilTrue('the agent to be hung up', async () => !isAlive(pid!));

  expect(await grid.agent('solo')).toMatchObject({ state: 'ended', sessionId });
  expect((await grid.command('resume', 'solo')).exitCode).toBe(0);
  await grid.waitForAgent('solo', 'back', ({ state }) => state === 'ready' || state === 'done');
  await expect
    .poll(async () => (await grid.command('screen', 'solo')).stdout)
    .toContain('Remember the kettle.');

  await grid.prompt('solo', 'say And the cups.');
  const again = await grid.waitForState('solo', 'done');
  expect(again.sessionId).toBe(sessionId);
  expect(grid.requests.at(-1)?.promptNumber).toBe(2);
});

it('[E222] what hooks told while the host was dying is replayed by the next host', async () => {
  const grid = await freshGrid();
  await grid.newAgent('solo', '--prompt', 'wait at the end');
  const working = await grid.waitForAgent('solo', 'in its turn', (one) => one.sessionId !== null);
  const hostPid = await grid.hostPid();
  // Stopped, the host reads neither markers nor terminals; codex runs on into its hooks.
  process.kill(hostPid, 'SIGSTOP');
  grid.server.release('the end');
  await untilTrue('the end of the answer', async () => grid.requests.length >= 1);
  await untilTrue('the marker of the end', async () => (await markers(grid)).includes('Stop'));
  process.kill(hostPid, 'SIGKILL');
  await untilTrue('the agent to be hung up', async () => !isAlive(working.pid!));

  expect((await grid.command('resume', 'solo')).exitCode).toBe(0);
  await grid.waitForAgent('solo', 'back', ({ state }) => state === 'ready' || state === 'done');
  const { stdout } = await grid.command('show', 'solo', '--why');
  expect(stdout).toContain('Stop');
});

it('[E223] host stop ends every agent, and the next ls knows them', async () => {
  const grid = await freshGrid();
  await grid.newAgent('one', '--prompt', 'think');
  await grid.newAgent('two');
  const { pid } = await grid.waitForState('one', 'working');
  await grid.waitForState('two', 'ready');
  expect((await grid.command('host', 'stop')).exitCode).toBe(0);
  expect(isAlive(pid!)).toBe(false);
  expect((await grid.ls()).map(({ name, state }) => [name, state])).toEqual([
    ['one', 'ended'],
    ['two', 'ended'],
  ]);
});

it('[E224] many commands at once on a cold state folder start one host', async () => {
  const grid = await freshGrid();
  const results = await Promise.all(
    Array.from({ length: 6 }, (_, index) => grid.command('new', `agent-${index + 1}`)),
  );
  expect(results.map(({ stderr }) => stderr)).toEqual(Array(6).fill(''));
  expect((await grid.ls()).length).toBe(6);
});

async function markers(grid: GridFixture): Promise<string> {
  const names = await readdir(`${grid.stateFolder}/markers`, { recursive: true });
  const texts = names.map((name) =>
    readFile(`${grid.stateFolder}/markers/${name}`, 'utf8').catch(() => ''),
  );
  return (await Promise.all(texts)).join('\n');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
