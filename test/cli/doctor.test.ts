import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../src/cli/doctor-check.ts';
import type { HostStatus } from '../../src/core/host/host-commands.ts';
import { type FakeHost, fakeHost, welcome } from '../support/fake-host.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const fakeCodex = join(import.meta.dirname, '../support/fake-codex.mjs');

let folder: string;
let host: FakeHost | null = null;

beforeEach(() => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
});
afterEach(async () => {
  await host?.close();
  host = null;
});

function run(words: readonly string[], env: Readonly<Record<string, string>>) {
  return runProgram(['doctor', ...words], {
    env: {
      HOME: folder,
      CODEX_HOME: folder,
      CODEX_GRID_STATE_DIR: `${folder}/s`,
      CODEX_GRID_CODEX: fakeCodex,
      ...env,
    },
  });
}

async function checks(env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout } = await run(['--json'], env);
  const all: readonly Check[] = JSON.parse(stdout);
  return { exitCode, check: (name: string) => all.find((check) => check.name === name) };
}

describe('a healthy machine', () => {
  it('[DR1] on a machine that has everything the doctor finds no problem and exits 0', async () => {
    writeFileSync(`${folder}/auth.json`, '');
    const { exitCode, stdout, stderr } = await run([], {});
    expect([exitCode, stderr]).toEqual([0, '']);
    const names = 'node codex login state socket host hook markers limits terminal logout'.split(
      ' ',
    );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ +/)[1])).toEqual(names);
    expect(stdout).not.toMatch(/^problem/m);
  });

  it('[DR5] doctor --json prints the checks as an array', async () => {
    const { check } = await checks();
    expect(check('codex')).toEqual({
      name: 'codex',
      verdict: 'ok',
      text: `0.169.0, ${fakeCodex}`,
      advice: null,
    });
  });

  it('[DR6] a missing auth.json is noted, and never read', async () => {
    const missing = await checks();
    expect(missing.check('login')).toMatchObject({
      verdict: 'note',
      advice: expect.stringContaining('codex login'),
    });
    // A folder of that name cannot be read, and is there all the same.
    mkdirSync(`${folder}/auth.json`);
    expect((await checks()).check('login')?.verdict).toBe('ok');
  });
});

describe('what is wrong', () => {
  it('[DR2] a codex that cannot be run is a problem, exits 1 and says what to do', async () => {
    const { exitCode, check } = await checks({ CODEX_GRID_CODEX: `${folder}/nowhere` });
    expect(exitCode).toBe(1);
    expect(check('codex')).toMatchObject({
      verdict: 'problem',
      text: expect.stringMatching(/nowhere: it does not exist.*npm install -g @openai\/codex/),
    });
  });

  it('[DR3] a version of codex outside the tested range is noted', async () => {
    const old = await checks({ FAKE_CODEX_VERSION: '0.1.0' });
    expect(old.exitCode).toBe(0);
    expect(old.check('codex')).toMatchObject({
      verdict: 'note',
      text: expect.stringContaining('0.1.0 is older'),
    });
  });

  it('[DR4] a state folder that cannot be used is a problem', async () => {
    chmodSync(`${folder}/s`, 0o755);
    const open = await checks();
    expect(open.exitCode).toBe(1);
    expect(open.check('state')).toMatchObject({
      verdict: 'problem',
      advice: `Run: chmod 700 ${folder}/s`,
    });
    writeFileSync(`${folder}/file`, '');
    const blocked = await checks({ CODEX_GRID_STATE_DIR: `${folder}/file/s` });
    expect(blocked.check('state')?.verdict).toBe('problem');
  });

  it('[DR7] malformed markers are counted', async () => {
    mkdirSync(`${folder}/s/markers/malformed`, { recursive: true });
    writeFileSync(`${folder}/s/markers/malformed/one`, '');
    writeFileSync(`${folder}/s/markers/malformed/two`, '');
    expect((await checks()).check('markers')).toMatchObject({
      verdict: 'note',
      text: expect.stringMatching(/^2 could not be understood/),
    });
  });
});

describe('with a host', () => {
  it('[DR1] the codex that the host has found is the one that counts', async () => {
    const status: HostStatus = {
      pid: 1,
      version: '0.1.0',
      stateFolder: `${folder}/s`,
      startedAt: 0,
      codex: { problem: 'codex was not found anywhere' },
      malformedMarkers: 0,
    };
    host = await fakeHost(`${folder}/s/host.sock`, { answer: () => ({ ok: true, value: status }) });
    const { exitCode, check } = await checks();
    expect(exitCode).toBe(1);
    expect(check('host')).toMatchObject({ verdict: 'ok', text: expect.stringContaining('4321') });
    expect(check('codex')).toMatchObject({
      verdict: 'problem',
      text: 'codex was not found anywhere',
    });
  });

  it('[DR8] a host that cannot be talked to is a problem', async () => {
    host = await fakeHost(`${folder}/s/host.sock`, { firstWord: welcome({ protocol: 99 }) });
    const { exitCode, check } = await checks();
    expect(exitCode).toBe(1);
    expect(check('host')).toMatchObject({
      verdict: 'problem',
      text: expect.stringContaining('host stop'),
    });
  });
});
