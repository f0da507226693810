import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { processIdentity } from '../../src/system/process-identity.ts';
import { eventually } from '../support/eventually.ts';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { answers, askLeaveFor, say } from './truth/scripts.ts';

const script = answers({ go: [[askLeaveFor('echo hi')], [say('Ok.')]] });

/** An agent that asks for leave, in a grid with this config. */
async function askingAgent(approvals: string): Promise<GridFixture> {
  const grid = await openGridFixture(script, (folder) => {
    const config = `${folder}/config/codex-grid`;
    mkdirSync(config, { recursive: true });
    writeFileSync(`${config}/config.toml`, `[approvals]\n${approvals}\n`);
    return { XDG_CONFIG_HOME: `${folder}/config` };
  });
  onTestFinished(grid.close);
  await grid.newAgent('api');
  await grid.waitForState('api', 'ready');
  await grid.prompt('api', 'go');
  await grid.waitForState('api', 'approval');
  return grid;
}

const slotsOf = ({ stateFolder }: GridFixture) => `${stateFolder}/slots`;

/** Command lines that name the folder. */
function processesOf(folder: string): readonly string[] {
  const lines = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && line.includes('/hooks/ask'));
}

it('[HQ62] with the setting off no hook waits, and codex asks at once', async () => {
  const grid = await askingAgent('via = "screen"');
  await eventually(async () => {
    const { stdout } = await grid.command('screen', 'api');
    expect(stdout).toContain('Would you like to run');
  });
  expect(processesOf(grid.stateFolder)).toEqual([]);
  expect(() => readdirSync(slotsOf(grid))).toThrow('ENOENT');
});

it('[HQ63] a host that is killed leaves codex to its own end, and nothing of the hook', async () => {
  const grid = await askingAgent('via = "hook"\nwait_seconds = 600');
  const { pid } = await grid.agent('api');
  expect(readdirSync(slotsOf(grid))).toHaveLength(1);
  expect(processesOf(grid.stateFolder)).not.toEqual([]);
  const host = await grid.hostPid();
  process.kill(host, 'SIGKILL');
  await untilTrue('the agent to be gone', async () => processIdentity(pid ?? 0) === null);
  await eventually(() => expect(processesOf(grid.stateFolder)).toEqual([]));
  // What it asked for did not run, and does not when its session goes on.
  await grid.command('resume', 'api');
  const { state } = await grid.waitForAgent('api', 'at rest', (one) =>
    ['ready', 'interrupted', 'done'].includes(one.state),
  );
  expect(state).not.toBe('done');
  expect((await grid.command('screen', 'api')).stdout).not.toContain('Ran echo hi');
});

it("[HQ64] whoever types into it in a screen gets codex's dialog, and answers there", async () => {
  const grid = await askingAgent('via = "hook"');
  const screen = grid.openScreen();
  await screen.waitFor(
    'the card',
    (text) => text.includes('echo hi') && /y\b.*approve/i.test(text),
  );
  expect(screen.text()).not.toContain('Would you like to run');
  screen.type('\r');
  await screen.waitFor('the dialog', (text) => text.includes('Would you like to run'));
  screen.type('y');
  await grid.waitForState('api', 'done');
});

it('[HQ64] a key of the grid answers it, and shows no dialog', async () => {
  const grid = await askingAgent('via = "hook"');
  const screen = grid.openScreen();
  await screen.waitFor(
    'the card',
    (text) => text.includes('echo hi') && /y\b.*approve/i.test(text),
  );
  await eventually(
    async () => {
      screen.type('y');
      expect((await grid.agent('api')).state).not.toBe('approval');
    },
    { interval: 500 },
  );
  await screen.waitFor('the answer', (text) => text.includes('Ran echo hi'));
  await grid.waitForState('api', 'done');
});
