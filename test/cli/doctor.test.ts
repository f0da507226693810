import {
  chmodSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Check } from '../../src/cli/doctor-check.ts';
import type { HostStatus } from '../../src/core/host/host-commands.ts';
import { savedRosterText } from '../../src/core/host/saved-roster.ts';
import { type FakeHost, fakeHost, welcome } from '../support/fake-host.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import { realCodex } from '../support/real-codex.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const realBinary = await realCodex();
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

function run(words: readonly string[], env: Readonly<Record<string, string>>, cwd?: string) {
  return runProgram(['doctor', ...words], {
    ...(cwd === undefined ? {} : { cwd }),
    env: {
      HOME: folder,
      CODEX_HOME: folder,
      CODEX_GRID_STATE_DIR: `${folder}/s`,
      CODEX_GRID_CODEX: realBinary,
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
    writeFileSync(`${folder}/auth.json`, 'not looked into');
    const { exitCode, stdout, stderr } = await run([], {});
    expect([exitCode, stderr]).toEqual([0, '']);
    const names =
      'node codex codex-config login links trust mark hooks config fleet state socket host roster markers git worktrees homes disk limits terminal logout'.split(
        ' ',
      );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ +/)[1])).toEqual(names);
    expect(stdout).not.toMatch(/^problem/m);
  });

  it('[DR9] the installed codex itself is asked whether it would call our hooks', async () => {
    const { check } = await checks();
    expect(check('hooks')).toMatchObject({ verdict: 'ok' });
    const before = readdirSync(folder);
    const unmade = await checks({ CODEX_GRID_STATE_DIR: `${folder}/not/there` });
    expect(unmade.check('hooks')).toMatchObject({ verdict: 'ok' });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('[DR5] doctor --json prints the checks as an array', async () => {
    const { check } = await checks();
    expect(check('codex')).toEqual({
      name: 'codex',
      verdict: 'ok',
      text: `0.169.0, ${realBinary}`,
      advice: null,
    });
  });

  it('[DR6] a login that is asked for and not found is noted, and none is ever read', async () => {
    const missing = await checks();
    expect(missing.check('login')).toMatchObject({
      verdict: 'note',
      advice: expect.stringContaining('codex-grid login'),
    });
    writeFileSync(`${folder}/auth.json`, 'no JSON');
    expect((await checks()).check('login')?.verdict).toBe('ok');
    writeFileSync(`${folder}/auth.json`, '');
    expect((await checks()).check('login')).toMatchObject({
      verdict: 'note',
      text: expect.stringContaining('empty'),
    });
  });

  it('[DR6] a login is not missed where none is asked for, nor where it is kept elsewhere', async () => {
    writeFileSync(
      `${folder}/config.toml`,
      'model_provider = "mine"\n[model_providers.mine]\nbase_url = "http://127.0.0.1:1"\n',
    );
    expect((await checks()).check('login')?.verdict).toBe('ok');
    writeFileSync(`${folder}/config.toml`, 'cli_auth_credentials_store = "keyring"\n');
    expect((await checks()).check('login')).toMatchObject({
      verdict: 'note',
      advice: expect.stringContaining('--home shared'),
    });
  });
});

describe('what is wrong', () => {
  it('[DR2] a codex that cannot be run is a problem, exits 1 and says what to do', async () => {
    const { exitCode, check } = await checks({ CODEX_GRID_CODEX: `${folder}/nowhere` });
    expect(exitCode).toBe(1);
    expect(check('codex')).toMatchObject({
      verdict: 'problem',
      text: expect.stringMatching(/CODEX_GRID_CODEX says .*nowhere, and there is no such file/),
    });
  });

  it('[DR3] a version of codex outside the tested range is noted', async () => {
    const old = await checks({
      CODEX_GRID_CODEX: fakeCodex,
      FAKE_CODEX_VERSION: '0.1.0',
      FAKE_CODEX_SERVER: 'none',
    });
    expect(old.exitCode).toBe(0);
    expect(old.check('codex')).toMatchObject({
      verdict: 'note',
      text: expect.stringContaining('0.1.0 is older'),
    });
    expect(old.check('hooks')?.verdict).toBe('note');
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

describe('files', () => {
  it('[DR10] a config that nobody can read keeps agents from starting: exit 1, with the line', async () => {
    writeFileSync(`${folder}/config.toml`, 'model = "m"\nmodel = \n');
    const codexs = await checks();
    expect(codexs.exitCode).toBe(1);
    expect(codexs.check('codex-config')).toMatchObject({
      verdict: 'problem',
      text: expect.stringMatching(/config\.toml, line 2/),
    });
    writeFileSync(`${folder}/config.toml`, '');
    mkdirSync(`${folder}/.config/codex-grid`, { recursive: true });
    writeFileSync(`${folder}/.config/codex-grid/config.toml`, '\nsandbx = "read-only"\n');
    const own = await checks();
    expect(own.exitCode).toBe(1);
    expect(own.check('config')).toMatchObject({
      verdict: 'problem',
      text: expect.stringMatching(/config\.toml:2.*sandbox/s),
    });
  });

  it('[DR15] a key of codex that ends typing here is noted', async () => {
    writeFileSync(
      `${folder}/config.toml`,
      '[tui.keymap.global]\ncopy = ["f8", "ctrl-]"]\nopen_agents = "ctrl-g"\n',
    );
    expect((await checks()).check('codex-config')).toMatchObject({
      verdict: 'note',
      text: expect.stringMatching(/^tui\.keymap\.global\.copy .*Ctrl\+\]/),
    });
    mkdirSync(`${folder}/.config/codex-grid`, { recursive: true });
    writeFileSync(`${folder}/.config/codex-grid/config.toml`, 'keys = { leave = ["F12"] }\n');
    expect((await checks()).check('codex-config')).toMatchObject({ verdict: 'ok' });
  });

  it('[DR14] each check is one line, however much is wrong', async () => {
    mkdirSync(`${folder}/.config/codex-grid`, { recursive: true });
    writeFileSync(`${folder}/.config/codex-grid/config.toml`, 'sandbx = 1\nmodle = 2\n');
    writeFileSync(`${folder}/codex-grid.toml`, '[[agent]]\nnam = "api"\ncount = "2"\n');
    const { exitCode, stdout } = await run([], {}, folder);
    expect(exitCode).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => !/^(?:ok|note|problem) +\S/.test(line))).toEqual([]);
    expect(lines.find((line) => / config /.test(line))).toMatch(
      /:1: sandbx .* 1 more problem: codex-grid config check\.$/,
    );
    expect(lines.find((line) => / fleet /.test(line))).toMatch(
      /codex-grid\.toml:\d+: .* more problems?: codex-grid up --dry-run\.$/,
    );
  });

  it('[DR11] a login of its own in an agent is noted, with the ways out', async () => {
    writeFileSync(`${folder}/auth.json`, 'mine');
    const grid = runningHost('api');
    writeFileSync(`${folder}/s/roster.json`, savedRosterText(grid.model()));
    const home = `${folder}/s/agents/${idOf(grid, 'api')}/home`;
    mkdirSync(home, { recursive: true });
    symlinkSync(`${folder}/auth.json`, `${home}/auth.json`);
    expect((await checks()).check('links')).toMatchObject({ verdict: 'ok' });
    rmSync(`${home}/auth.json`);
    writeFileSync(`${home}/auth.json`, 'its own');
    expect((await checks()).check('links')).toMatchObject({
      verdict: 'note',
      text: expect.stringContaining('codex-grid login api --keep mine'),
    });
  });

  it('[DR12] damaged files of ours are told, and whether they keep anybody from working', async () => {
    writeFileSync(`${folder}/s/consents.json`, '{');
    writeFileSync(`${folder}/s/roster.json`, '{');
    const { exitCode, check } = await checks();
    expect(exitCode).toBe(1);
    expect(check('trust')).toMatchObject({ verdict: 'note' });
    expect(check('roster')).toMatchObject({
      verdict: 'problem',
      text: expect.stringContaining('sets it aside'),
    });
  });

  it('[DR13] homes of removed agents are counted, and noted once they take a gigabyte', async () => {
    const day = `${folder}/s/agents/a1/home/sessions/2026/11/21`;
    mkdirSync(day, { recursive: true });
    writeFileSync(
      `${day}/rollout-2026-11-21T07-21-56-01a1fcfb-b533-7d43-b73e-29f177d624d0.jsonl`,
      '',
    );
    expect((await checks()).check('homes')).toMatchObject({
      verdict: 'ok',
      text: expect.stringMatching(
        /^1 home with 1 session, \d+ kB, left of removed agents; codex-grid homes lists them$/,
      ),
    });
    // Sparse: it takes no room on the disk.
    truncateSync(`${day}/${readdirSync(day)[0]}`, 1_100_000_000);
    expect((await checks()).check('homes')).toMatchObject({ verdict: 'note' });
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
