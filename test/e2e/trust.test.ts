import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Agent } from '../../src/core/agent/agent.ts';
import { freshEnvironment, type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import { untilTrue } from '../support/grid-host.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile } from '../support/run-program.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;
let userConfig: string;

beforeAll(async () => {
  grid = await openGridFixture(toldScript, npmThatOnlyNotes);
  userConfig = readFileSync(`${grid.folder}/home/.codex/config.toml`, 'utf8');
});

afterAll(async () => {
  await grid.close();
});

/** The real codex updates itself by npm. */
function npmThatOnlyNotes(folder: string) {
  mkdirSync(`${folder}/bin`);
  writeFileSync(`${folder}/bin/npm`, `#!/bin/sh\necho "$*" >>${folder}/npm.log\n`);
  chmodSync(`${folder}/bin/npm`, 0o755);
  return { PATH: `${folder}/bin:${freshEnvironment('').PATH}` };
}

/** A repository that nobody trusts yet, with a config and a hook of its own. */
function repository(name: string): string {
  const folder = `${grid.folder}/${name}`;
  mkdirSync(`${folder}/src`, { recursive: true });
  mkdirSync(`${folder}/.codex`);
  execFileSync('git', ['init', '--quiet', folder]);
  writeFileSync(`${folder}/.codex/config.toml`, 'model_reasoning_effort = "high"\n');
  const group = { hooks: [{ type: 'command', command: `touch ${folder}/ran` }] };
  writeFileSync(`${folder}/.codex/hooks.json`, JSON.stringify({ hooks: { Stop: [group] } }));
  return folder;
}

/** `codex-grid new` as a person runs it, in a terminal; ended when this resolves. */
async function typedNew(words: readonly string[], ...answers: readonly string[]): Promise<string> {
  const terminal = openOuterTerminal({
    file: process.execPath,
    arguments: [programFile, 'new', ...words],
    cwd: grid.project,
    env: grid.env,
  });
  for (const answer of answers) {
    await terminal.waitFor('the question', (text) => text.trimEnd().endsWith('[y/N]'));
    terminal.type(answer);
  }
  await terminal.exited;
  return terminal.text();
}

function configOf(agent: Agent): string {
  return readFileSync(`${grid.stateFolder}/agents/${agent.id}/home/config.toml`, 'utf8');
}

it('[TR60] a person is asked once, and a yes lets every agent of the repository start without a dialog', async () => {
  const repo = repository('yes');
  const asked = await typedNew(['api', '--cd', `${repo}/src`], 'y\r');
  expect(asked).toContain(`May codex trust ${repo}?`);
  expect(asked.replaceAll(/\s+/g, ' ')).toContain('a config and 1 hook of its own');
  // Codex shows each hook of the repository before it calls it: nobody accepts one for the user.
  const api = await grid.waitForState('api', 'dialog');
  expect(api.detail).toContain('hooks review');
  expect(configOf(api)).toContain(`[projects."${repo}"]`);
  const again = await typedNew(['web', '--cd', repo]);
  expect(again).not.toContain('[y/N]');
  expect((await grid.waitForState('web', 'dialog')).detail).toContain('hooks review');
  expect(readFileSync(`${grid.folder}/home/.codex/config.toml`, 'utf8')).toBe(userConfig);
});

it('[TR61] Enter means no: it is remembered, and codex asks in the tile', async () => {
  const repo = repository('no');
  expect(await typedNew(['shy', '--cd', repo], 'maybe\r', '\r')).toContain('Please answer y or n.');
  expect((await grid.waitForState('shy', 'dialog')).detail).toContain('folder trust');
  const again = await typedNew(['shyer', '--cd', repo]);
  expect(again).not.toContain('[y/N]');
  expect((await grid.waitForState('shyer', 'dialog')).detail).toContain('folder trust');
});

it('[TR62] without a terminal nobody is asked: codex asks in the tile, unless --trust was said', async () => {
  const repo = `${grid.folder}/script`;
  execFileSync('git', ['init', '--quiet', repo]);
  await grid.newAgent('quiet', '--cd', repo);
  expect((await grid.waitForState('quiet', 'dialog')).detail).toContain('folder trust');
  await grid.newAgent('bold', '--cd', repo, '--trust');
  await grid.waitForState('bold', 'ready');
  await grid.newAgent('shared', '--cd', repo, '--home', 'shared');
  await grid.waitForState('shared', 'ready');
  // Codex itself notes there which news it has shown.
  expect(readFileSync(`${grid.folder}/home/.codex/config.toml`, 'utf8')).not.toContain(repo);
});

it('[TR63] the answers are listed and can be taken back', async () => {
  const repo = `${grid.folder}/listed`;
  execFileSync('git', ['init', '--quiet', repo]);
  expect((await grid.command('trust', 'add', repo)).stdout).toContain(`${repo} is trusted`);
  expect((await grid.command('trust')).stdout).toContain(`trusted   ${repo}\n`);
  expect((await grid.command('trust', 'revoke', repo)).stdout).toContain('is forgotten');
  expect((await grid.command('trust')).stdout).not.toContain(repo);
  expect((await grid.command('trust', 'revoke', repo)).stdout).toContain('nothing has changed');
  const missing = await grid.command('trust', 'add', `${repo}/none`);
  expect(missing).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('nothing is trusted'),
  });
  await grid.newAgent('revoked', '--cd', repo);
  expect((await grid.waitForState('revoked', 'dialog')).detail).toContain('folder trust');
});

it('[TR64] the real codex is seen to call our hooks, beside its first launch', async () => {
  await grid.newAgent('checked');
  await untilTrue('the hooks are checked', async () => {
    const { stdout } = await grid.command('show', 'checked', '--json');
    return JSON.parse(stdout).launch.hooks.type === 'trusted';
  });
  const proofs = JSON.parse(readFileSync(`${grid.stateFolder}/hook-checks.json`, 'utf8'));
  expect(Object.keys(proofs)).toEqual([expect.stringMatching(/\/codex$/)]);
});

it('[TR65] an agent whose hooks stay silent says so on its tile, and goes by the other witnesses', async () => {
  const fake = resolve(import.meta.dirname, '../support/fake-codex.mjs');
  const silent = await openGridFixture(toldScript, () => ({ CODEX_GRID_CODEX: fake }));
  onTestFinished(silent.close);
  await silent.newAgent('mute');
  await silent.waitForState('mute', 'ready');
  const screen = silent.openScreen();
  await screen.waitFor('the tile', (text) => text.includes('mute'));
  await silent.command('keys', 'mute', '-l', 'turn 1200');
  await silent.command('keys', 'mute', 'Enter');
  const mute = await silent.waitForState('mute', 'done');
  expect(mute.badges).toContainEqual({ text: 'hooks off: in-band only', tone: 'warning' });
  await screen.waitFor('why', (text) => text.includes('mute: hooks off, in-band only'));
});

it('[TR56] the grid asks about a newer codex, and only a yes lets codex update itself, in a tile', async () => {
  const record = { latest_version: '99.0.0', last_checked_at: '2026-11-20T00:00:00Z' };
  writeFileSync(`${grid.folder}/home/.codex/version.json`, JSON.stringify(record));
  const screen = grid.openScreen();
  await screen.waitFor('the question', (text) => text.includes('codex 99.0.0 is out'));
  expect(existsSync(`${grid.folder}/npm.log`)).toBe(false);
  await screen.answer('\x1b[C');
  await screen.answer('\r');
  await untilTrue('npm was called', async () => existsSync(`${grid.folder}/npm.log`));
  expect(readFileSync(`${grid.folder}/npm.log`, 'utf8')).toBe('install -g @openai/codex\n');
  await screen.waitFor('its end', (text) => text.includes('codex update is done'));
});
