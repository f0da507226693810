import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { type Ran, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const fakeCodex = join(import.meta.dirname, '../support/fake-codex.mjs');

/** The built program on a state folder of its own, with agents that obey what is typed. */
function aGrid() {
  const folder = scratchFolder();
  const env = {
    HOME: folder,
    CODEX_GRID_STATE_DIR: `${folder}/s`,
    CODEX_GRID_CODEX: fakeCodex,
  };
  const run = (...words: string[]): Promise<Ran> => runProgram(words, { env, cwd: folder });
  onTestFinished(async () => {
    await run('host', 'stop');
  });
  const done = async (...words: string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(...words);
    // What is said there of the login and of trust is about the machine.
    expect({ words, exitCode, stderr }).toMatchObject({ words, exitCode: 0 });
    return stdout;
  };
  const agents = async (): Promise<readonly Agent[]> => JSON.parse(await done('ls', '--json'));
  const agent = async (name: string) => (await agents()).find((one) => one.name === name);
  return { folder, run, done, agents, agent };
}

type Grid = ReturnType<typeof aGrid>;

async function typeLine(grid: Grid, name: string, line: string): Promise<void> {
  await grid.done('keys', name, '-l', line);
  await grid.done('keys', name, 'Enter');
}

async function untilState(grid: Grid, name: string, state: Agent['state']): Promise<Agent> {
  await expect
    .poll(async () => (await grid.agent(name))?.state, { timeout: 20_000, interval: 50 })
    .toBe(state);
  const agent = await grid.agent(name);
  if (!agent) throw new Error(`${name} is gone`);
  return agent;
}

async function untilScreen(grid: Grid, name: string, text: string | RegExp): Promise<string> {
  await expect
    .poll(() => grid.done('screen', name), { timeout: 20_000, interval: 50 })
    .toMatch(text);
  return grid.done('screen', name);
}

describe('with the real host', () => {
  it('[CM30] with the real host: agents are started, listed, typed into, looked at, stopped, resumed and removed by commands', async () => {
    const grid = aGrid();
    expect(await grid.done('new', 'api', '--cd', grid.folder)).toBe('started api (1)\n');
    expect(await grid.done('new', 'try', '--count', '2')).toBe(
      'started try-1 (2)\nstarted try-2 (3)\n',
    );
    await untilState(grid, 'api', 'ready');

    await typeLine(grid, 'api', 'echo hello from the keyboard');
    await untilScreen(grid, 'api', /^hello from the keyboard$/m);
    await typeLine(grid, 'api', 'working');
    await untilState(grid, 'api', 'working');
    await typeLine(grid, 'api', 'blocked permission');
    await untilState(grid, 'api', 'approval');
    expect(await grid.done('show', 'api', '--why')).toContain('blocked');

    await typeLine(grid, 'api', 'exit 3');
    const ended = await untilState(grid, 'api', 'ended');
    expect(ended).toMatchObject({ pid: null, exit: { code: 3, signal: null } });
    expect(await grid.done('resume', 'api')).toBe('resumed api (1)\n');
    await untilState(grid, 'api', 'ready');

    expect((await grid.done('stop', '--all')).split('\n').sort()).toEqual([
      '',
      'stopped api (1)',
      'stopped try-1 (2)',
      'stopped try-2 (3)',
    ]);
    expect((await grid.agents()).map(({ state }) => state)).toEqual(['ended', 'ended', 'ended']);
    expect(await grid.done('rm', 'try-1')).toMatch(/^removed try-1 \(2\)\n/);
    expect((await grid.agents()).map(({ name }) => name)).toEqual(['api', 'try-2']);
    expect(await grid.done('host', 'stop')).toBe('stopped the host\n');
    expect((await grid.run('host', 'status')).exitCode).toBe(1);
  });

  it('[CM10] what cannot be done is one sentence each, and nothing half-made stays', async () => {
    const grid = aGrid();
    await grid.done('new', 'api');
    const refusals: readonly (readonly [words: readonly string[], said: RegExp])[] = [
      [['new', 'api'], /api/],
      [['show', 'nobody'], /There is no agent "nobody"/],
      [['keys', 'nobody', 'x'], /There is no agent "nobody"/],
      [['screen', 'nobody'], /There is no agent "nobody"/],
      [['rm', 'api'], /./],
      [['resume', 'api'], /./],
    ];
    for (const [words, said] of refusals) {
      const { exitCode, stdout, stderr } = await grid.run(...words);
      expect({ words, stdout, failed: exitCode === 1 || exitCode === 2 }).toEqual({
        words,
        stdout: '',
        failed: true,
      });
      expect(stderr).toMatch(said);
      expect(stderr).toMatch(/^codex-grid: [^\n]+\n$/);
    }
    expect(await grid.agents()).toHaveLength(1);
  });

  it('[CM31] with the real host: after kill -9 of the host the agents are listed as ended and resume', async () => {
    const grid = aGrid();
    await grid.done('new', 'api');
    await untilState(grid, 'api', 'ready');
    const { pid } = JSON.parse(await grid.done('host', 'status', '--json'));
    process.kill(pid, 'SIGKILL');
    await expect.poll(async () => (await grid.run('host', 'status')).exitCode).toBe(1);
    expect(await grid.agent('api')).toMatchObject({ state: 'ended', pid: null });
    expect(await grid.done('resume', 'api')).toBe('resumed api (1)\n');
    await untilState(grid, 'api', 'ready');
  });

  it('[CM32] twenty commands at once start one host', async () => {
    const grid = aGrid();
    const names = Array.from({ length: 20 }, (_, index) => `agent-${index}`);
    // Names that cannot be taken twice: each command fails or adds its own.
    await Promise.all(names.map((name) => grid.done('new', name)));
    expect((await grid.agents()).map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(readFileSync(`${grid.folder}/s/host.lock`, 'utf8')).toMatch(/^\d+ /);
  });

  it('[CM18] a host that is stopped in its tracks is told from one that is not there, and ended by its process', async () => {
    const grid = aGrid();
    await grid.done('new', 'api');
    const { pid } = JSON.parse(await grid.done('host', 'status', '--json'));
    process.kill(pid, 'SIGSTOP');
    expect(await grid.run('ls')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('does not answer'),
    });
    expect(await grid.done('host', 'stop')).toBe('stopped the host\n');
  });
});
