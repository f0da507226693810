import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { type OuterTerminal, openOuterTerminal } from '../support/outer-terminal.ts';
import { realCodex } from '../support/real-codex.ts';
import { toldScript } from '../support/told-script.ts';

const fakeCodex = resolve(import.meta.dirname, '../support/fake-codex.mjs');

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

/** The types of the last events in the newest rollout of an agent, oldest first. */
function rolloutOf(grid: GridFixture, { id }: Agent): readonly string[] {
  const folder = `${grid.stateFolder}/agents/${id}/home/sessions`;
  const [path] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .reverse();
  const lines = readFileSync(`${folder}/${path}`, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line).payload?.type ?? '');
}

async function screenOf(grid: GridFixture, name: string): Promise<string> {
  return (await grid.command('screen', name)).stdout;
}

const isBack = ({ state }: Agent) => state === 'ready' || state === 'done';

it('[SE1] stop interrupts a turn and an approval, and quits past a draft and a menu, unapproved', async () => {
  const grid = await freshGrid();
  await grid.newAgent('turn', '--prompt', 'think');
  await grid.newAgent('asks', '--prompt', 'ask leave for touch approved');
  await grid.newAgent('draft', '--prompt', 'say Hello.');
  await grid.newAgent('menu');
  await grid.waitForState('turn', 'working');
  await grid.waitForState('asks', 'approval');
  await expect.poll(() => screenOf(grid, 'asks')).toContain('Would you like to run');
  await grid.waitForState('draft', 'done');
  await grid.command('keys', 'draft', '-l', 'not yet a prompt');
  await expect.poll(() => screenOf(grid, 'draft')).toContain('not yet a prompt');
  await grid.waitForState('menu', 'ready');
  await grid.command('keys', 'menu', '-l', '/model');
  await expect.poll(() => screenOf(grid, 'menu')).toContain('/model  choose');
  await grid.command('keys', 'menu', 'Enter');
  await expect.poll(() => screenOf(grid, 'menu')).toContain('Select Model');

  const { exitCode, stdout } = await grid.command('stop', '--all');
  expect([exitCode, stdout]).toEqual([0, expect.not.stringContaining('killed')]);
  const agents = await grid.ls();
  expect(agents.map(({ name, exit }) => [name, exit])).toEqual(
    ['turn', 'asks', 'draft', 'menu'].map((name) => [name, { code: 0, signal: null }]),
  );
  expect(rolloutOf(grid, agents[0]!)).toContain('turn_aborted');
  expect(rolloutOf(grid, agents[1]!)).toContain('turn_aborted');
  expect(readdirSync(grid.project)).not.toContain('approved');
  expect(grid.requests.filter(({ prompt }) => prompt.includes('not yet'))).toEqual([]);
  const history = `${grid.stateFolder}/agents/${agents[2]!.id}/home/history.jsonl`;
  expect(readFileSync(history, 'utf8')).toContain('not yet a prompt');
});

it('[SE22] after kill -9 of an agent, of the host, of everything, resume goes on with the same session', async () => {
  const grid = await freshGrid();
  await grid.newAgent('solo', '--prompt', 'say Remember the kettle.');
  const { sessionId } = await grid.waitForState('solo', 'done');
  for (const kill of [killAgent, killHost, killBoth]) {
    await kill(grid);
    expect(await grid.agent('solo')).toMatchObject({ state: 'ended', sessionId });
    const { exitCode, stderr } = await grid.command('resume', '--all');
    expect([exitCode, stderr]).toEqual([0, '']);
    await grid.waitForAgent('solo', 'back', isBack);
    await expect.poll(() => screenOf(grid, 'solo')).toContain('Remember the kettle.');
  }
  await grid.prompt('solo', 'say And the cups.');
  expect((await grid.waitForState('solo', 'done')).sessionId).toBe(sessionId);
});

it('[SE21] a host killed at the first word of a turn has not lost the session', async () => {
  const grid = await freshGrid();
  await grid.newAgent('solo', '--prompt', 'think');
  const hostPid = await grid.hostPid();
  // Codex asks for a title on a thread of its own, at times before that.
  const turn = () => grid.requests.find(({ kind }) => kind === 'turn');
  await untilTrue('the first request', async () => turn() !== undefined);
  process.kill(hostPid, 'SIGKILL');
  await untilTrue('the host to be gone', async () => !isAlive(hostPid));
  expect((await grid.command('resume', '--all')).exitCode).toBe(0);
  const { sessionId } = await grid.waitForAgent(
    'solo',
    'back',
    ({ state }) => state !== 'starting',
  );
  expect(sessionId).toBe(turn()?.threadId);
  await expect.poll(() => screenOf(grid, 'solo')).toContain('Conversation interrupted');
});

it('[SE14] a session that is gone, or open elsewhere, is refused with the way on', async () => {
  const grid = await freshGrid();
  await grid.newAgent('one', '--prompt', 'say One.');
  const { id, sessionId } = await grid.waitForState('one', 'done');
  await grid.command('stop', 'one');
  const folder = `${grid.stateFolder}/agents/${id}/home`;
  const elsewhere = await openElsewhere(grid, folder, `${sessionId}`);
  const busy = await grid.command('resume', 'one');
  expect(busy.exitCode).toBe(1);
  expect(busy.stderr).toContain(`it is open in process ${elsewhere.pid} in ${grid.project}`);
  await elsewhere.close();

  rmSync(`${folder}/sessions`, { recursive: true });
  const gone = await grid.command('resume', 'one');
  expect(gone.exitCode).toBe(1);
  expect(gone.stderr).toContain('codex-grid resume one --fresh');
  expect(await grid.agent('one')).toMatchObject({ state: 'ended', sessionId });
  expect((await grid.command('resume', 'one', '--fresh')).exitCode).toBe(0);
  await grid.waitForState('one', 'ready');
  const shown = JSON.parse((await grid.command('show', 'one', '--json')).stdout);
  expect(shown).toMatchObject({ sessionId: null, formerSessions: [sessionId] });
});

it('[SE34] an agent that outlives a killed host is ended by the next, which says so', async () => {
  const grid = await openGridFixture(toldScript, () => ({ CODEX_GRID_CODEX: fakeCodex }));
  onTestFinished(grid.close);
  await grid.newAgent('mule');
  const { pid } = await grid.waitForState('mule', 'ready');
  await grid.command('keys', 'mule', '-l', 'stubborn');
  await grid.command('keys', 'mule', 'Enter');
  await expect.poll(() => screenOf(grid, 'mule')).toContain('stubborn');
  const hostPid = await grid.hostPid();
  process.kill(hostPid, 'SIGKILL');
  await untilTrue('the host to be gone', async () => !isAlive(hostPid));
  expect(processIdentity(pid!)).not.toBeNull();

  const screen = grid.openScreen();
  await screen.waitFor('the notice', (text) =>
    text.includes('The host before was killed. Agents that it left running were ended: mule.'),
  );
  expect(processIdentity(pid!)).toBeNull();
  expect((await grid.agent('mule')).state).toBe('ended');
});

async function openElsewhere(
  grid: GridFixture,
  home: string,
  sessionId: string,
): Promise<OuterTerminal> {
  const terminal = openOuterTerminal({
    file: await realCodex(),
    arguments: ['--no-daemon', 'resume', sessionId],
    cwd: grid.project,
    env: { ...grid.env, CODEX_HOME: home },
  });
  onTestFinished(terminal.close);
  await terminal.waitFor('the conversation', (text) => text.includes('One.'));
  return terminal;
}

async function killAgent(grid: GridFixture): Promise<void> {
  const { pid } = await grid.agent('solo');
  process.kill(pid!, 'SIGKILL');
  await grid.waitForState('solo', 'ended');
}

async function killHost(grid: GridFixture): Promise<void> {
  const { pid } = await grid.agent('solo');
  const hostPid = await grid.hostPid();
  process.kill(hostPid, 'SIGKILL');
  await untilTrue('the agent to be hung up', async () => !isAlive(pid!) && !isAlive(hostPid));
}

async function killBoth(grid: GridFixture): Promise<void> {
  const { pid } = await grid.agent('solo');
  const hostPid = await grid.hostPid();
  process.kill(hostPid, 'SIGKILL');
  process.kill(pid!, 'SIGKILL');
  await untilTrue('both to be gone', async () => !isAlive(pid!) && !isAlive(hostPid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
