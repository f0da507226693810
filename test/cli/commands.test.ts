import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { terminalProblem } from '../../src/cli/open-grid.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import {
  anAgent,
  type FakeHost,
  type FakeHostOptions,
  fakeHost,
  welcome,
} from '../support/fake-host.ts';
import { programFile, type Ran, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { newCommand } from '../support/some-command.ts';

const packageFile = join(import.meta.dirname, '../../package.json');

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

const run = (...words: string[]): Promise<Ran> =>
  runProgram(words, { cwd: folder, env: { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` } });

async function startFake(options: FakeHostOptions): Promise<FakeHost> {
  host = await fakeHost(`${folder}/s/host.sock`, options);
  return host;
}

const answering = (value: unknown) => startFake({ answer: () => ({ ok: true, value }) });

function asked(fake: FakeHost): readonly HostCommand[] {
  return fake.heard.flatMap((message) => (message.type === 'request' ? [message.command] : []));
}

describe('with a host', () => {
  it('[CM4] ls --json prints an array; one object an agent with exactly the documented names', async () => {
    await answering([anAgent({ exit: { code: 1, signal: null } })]);
    const ran = await run('ls', '--json');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const names =
      'number id name cwd state since detail subagents sessionId home branch model pid exit context queue unread git worktree group repository task badges stopping ask conflicts muted limits limitedUntil pinned digest';
    expect(JSON.parse(ran.stdout)).toEqual([anAgent({ exit: { code: 1, signal: null } })]);
    expect(Object.keys(JSON.parse(ran.stdout)[0]).sort()).toEqual(names.split(' ').sort());
  });

  it('[CM33] what there is to say of a launch goes to stderr, and is no failure', async () => {
    const notices = ['2 files with uncommitted changes are not in it.'];
    const api = anAgent({});
    await startFake({ answer: () => ({ ok: true, value: [api], notices }) });
    const ran = await run('new', 'api', '--json');
    expect(ran).toMatchObject({ exitCode: 0, stderr: `codex-grid: ${notices[0]}\n` });
    expect(JSON.parse(ran.stdout)).toEqual([api]);
  });

  it('[CM14] show --why --json adds the evidence to the agent', async () => {
    const why = [{ at: 1, witness: 'process', says: 'started', rule: 'LC1', state: 'starting' }];
    const past = { why, transitions: [], disagreements: [] };
    const more = { settings: [], launch: null, formerSessions: [] };
    const shown = { ...anAgent({}), ...more };
    const fake = await answering({ agent: anAgent({}), ...past, ...more });
    expect(JSON.parse((await run('show', 'api', '--why', '--json')).stdout)).toEqual({
      ...shown,
      ...past,
    });
    expect(JSON.parse((await run('show', 'api', '--json')).stdout)).toEqual(shown);
    expect(asked(fake)[0]).toEqual({ type: 'show', agent: 'api' });
  });

  it('[ST29] show prints the settings that hold, and where each was said', async () => {
    const settings = [
      { key: 'model', value: 'gpt-5.5', origin: '--model' },
      { key: 'sandbox', value: 'read-only', origin: `${folder}/.config/codex-grid/config.toml:3` },
    ];
    const past = { why: [], transitions: [], disagreements: [] };
    await answering({ agent: anAgent({}), ...past, settings, launch: null, formerSessions: [] });
    expect((await run('show', 'api')).stdout).toContain(
      [
        '',
        'Settings, and where each was said:',
        '  model = "gpt-5.5"      --model',
        '  sandbox = "read-only"  ~/.config/codex-grid/config.toml:3',
        '',
      ].join('\n'),
    );
  });

  it("[CM15] screen prints the agent's screen as text, --ansi with its colours", async () => {
    const fake = await answering({ columns: 9, rows: 2, lines: ['one  ', '\x1b[1mtwo\x1b[m'] });
    expect((await run('screen', 'api')).stdout).toBe('one\n\x1b[1mtwo\x1b[m\n');
    expect((await run('screen', 'api', '--ansi')).stdout).toBe('one  \n\x1b[1mtwo\x1b[m\n');
    expect(asked(fake)).toEqual([
      { type: 'screen', agent: 'api', styled: false },
      { type: 'screen', agent: 'api', styled: true },
    ]);
  });

  it('[CM16] keys sends key names, or text with -l', async () => {
    const fake = await answering(null);
    expect(await run('keys', 'api', 'C-c', 'Enter')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    await run('keys', 'api', '-l', 'Enter here');
    expect(asked(fake)).toEqual([
      { type: 'keys', agent: 'api', keys: ['C-c', 'Enter'], literal: false },
      { type: 'keys', agent: 'api', keys: ['Enter here'], literal: true },
    ]);
  });

  it('[CM3] new sends all that was given, the folder as an absolute path', async () => {
    mkdirSync(`${folder}/work`);
    const fake = await answering([anAgent({})]);
    const ran = await run(
      'new',
      'api',
      '--cd',
      'work',
      '--prompt',
      'go',
      '--count',
      '2',
      '--',
      '-m',
      'x',
    );
    expect(ran).toEqual({ exitCode: 0, stdout: 'started api (1)\n', stderr: '' });
    expect(asked(fake)).toEqual([
      newCommand('api', {
        cwd: `${folder}/work`,
        count: 2,
        settings: { prompt: 'go', args: ['-m', 'x'] },
      }),
    ]);
  });

  it('[GR7] new sends the group, which is a name', async () => {
    const fake = await answering([anAgent({})]);
    expect((await run('new', 'api', '--group', 'front')).exitCode).toBe(0);
    const refused = await run('new', 'api', '--group', '@front');
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('"@front" cannot name a group');
    expect(asked(fake)).toMatchObject([{ type: 'new', group: 'front' }]);
  });

  it('[CM17] stop needs names or --all, never both', async () => {
    const fake = await answering([anAgent({}), anAgent({ number: 2, id: 'a2', name: 'web' })]);
    expect((await run('stop')).exitCode).toBe(2);
    expect((await run('stop', 'api', '--all')).exitCode).toBe(2);
    expect((await run('stop', '--all')).stdout).toBe('stopped api (1)\nstopped web (2)\n');
    await run('stop', 'api', 'web');
    expect(asked(fake)).toEqual([
      { type: 'stop', agents: 'all' },
      { type: 'list' },
      { type: 'stop', agents: ['api', 'web'] },
    ]);
  });

  it('[SE15] resume needs names or --all, and may begin afresh; a kill is called one', async () => {
    const killed = anAgent({ number: 2, name: 'web', exit: { code: 0, signal: 'SIGKILL' } });
    const fake = await answering([anAgent({}), killed]);
    expect((await run('resume')).exitCode).toBe(2);
    expect((await run('resume', 'api', '--all')).exitCode).toBe(2);
    expect((await run('resume', '--all')).stdout).toBe('resumed api (1)\nresumed web (2)\n');
    await run('resume', 'api', '--fresh');
    expect((await run('stop', '--all')).stdout).toBe('stopped api (1)\nkilled web (2)\n');
    expect(asked(fake)).toEqual([
      { type: 'resume', agents: 'all', session: 'own' },
      { type: 'list' },
      { type: 'resume', agents: ['api'], session: 'fresh' },
      { type: 'stop', agents: 'all' },
    ]);
  });

  it('[SB13] every command that takes agents knows them by one grammar, with the same errors', async () => {
    const roster = [
      anAgent({ state: 'ended' }),
      anAgent({ number: 2, id: 'a2', name: 'web', group: 'front' }),
      anAgent({ number: 3, id: 'a3', name: 'docs', group: 'front', state: 'ended' }),
    ];
    const fake = await answering(roster);
    const listed = await run('ls', '@front', '!web', '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([{ name: 'docs' }]);
    await run('stop', '@front');
    await run('rm', 'd*', '1');
    await run('resume', '@front');
    await run('resume', 'web', '@front');
    expect(asked(fake).filter(({ type }) => type !== 'list')).toMatchObject([
      { type: 'stop', agents: ['web', 'docs'] },
      { type: 'remove', agents: ['api', 'docs'] },
      { type: 'resume', agents: ['docs'] },
      { type: 'resume', agents: ['web', 'docs'] },
    ]);
    for (const verb of ['ls', 'stop', 'resume', 'rm']) {
      expect(await run(verb, 'state=don')).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('Did you mean "done"?'),
      });
      expect(await run(verb, 'wib')).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('Did you mean "web"?'),
      });
      expect(await run(verb, 'try-*')).toMatchObject({
        exitCode: 0,
        stdout: verb === 'ls' ? 'no agents\n' : 'No agent matches "try-*".\n',
      });
    }
  });

  it("[CM10] the host's refusal is printed to stderr; wrong usage exits 2, else 1", async () => {
    const refusal = (code: 'usage' | 'failed'): Reply => ({
      ok: false,
      error: { code, message: `It is ${code}.` },
    });
    await startFake({ answer: (command) => refusal(command.type === 'show' ? 'usage' : 'failed') });
    expect(await run('show', 'x')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'codex-grid: It is usage.\n',
    });
    expect(await run('resume', 'x')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'codex-grid: It is failed.\n',
    });
  });

  it('[CM21] a host of another version is told apart with a sentence, on every command', async () => {
    await startFake({ firstWord: welcome({ protocol: 99, version: '9.9.9' }) });
    for (const words of [['ls'], ['new', 'a'], ['keys', 'a', 'b'], ['host', 'status']]) {
      expect(await run(...words)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(/older than the running host \(9\.9\.9\).*host stop/),
      });
    }
  });

  it('[CM18] host stop ends a host that refuses or hangs, by its process', async () => {
    await startFake({ firstWord: { type: 'refused', message: 'Too new.' } });
    expect(await run('host', 'stop')).toMatchObject({
      exitCode: 1,
      stderr: 'codex-grid: Too new.\n',
    });
    const child = spawn('sleep', ['60']);
    const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    writeFileSync(`${folder}/s/host.lock`, processIdentity(child.pid!) ?? '');
    expect(await run('host', 'stop')).toMatchObject({ exitCode: 0, stdout: 'stopped the host\n' });
    expect(await ended).toBe('SIGTERM');
  });
});

const savedAgent = {
  number: 1,
  id: 'a1',
  name: 'api',
  cwd: '/srv/api',
  home: 'isolated',
  settings: {},
  task: { type: 'session' },
  group: null,
  fleet: null,
  worktree: null,
  origin: null,
  branch: null,
  formerSessions: [],
  sessionId: 's-1',
  rolloutPath: null,
  model: null,
  exit: null,
  endedAt: 5,
};

describe('without a host', () => {
  it('[CM8] commands that only look never start a host: without one the saved agents are listed as ended', async () => {
    expect((await run('ls')).stdout).toBe('no agents\n');
    expect((await run('ls', '--json')).stdout).toBe('[]\n');
    writeFileSync(
      `${folder}/s/roster.json`,
      JSON.stringify({ version: 2, agents: [savedAgent], removed: [] }),
    );
    const saved = { name: 'api', state: 'ended', pid: null, sessionId: 's-1', since: 5 };
    expect(JSON.parse((await run('ls', '--json')).stdout)).toMatchObject([saved]);
    expect(JSON.parse((await run('show', '1', '--json')).stdout)).toMatchObject(saved);
    expect(await run('show', 'web')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('codex-grid: There is no agent "web"'),
    });
    for (const words of [
      ['keys', 'api', 'x'],
      ['screen', 'api'],
      ['stop', 'api'],
      ['host', 'status'],
    ]) {
      expect(await run(...words)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('No host is running'),
      });
    }
    expect(await run('stop', '--all')).toMatchObject({ exitCode: 0 });
    expect(await run('host', 'stop')).toMatchObject({ exitCode: 0 });
    expect(await run('rm', 'web')).toMatchObject({ exitCode: 1 });
  });

  it('[CM9] a damaged saved list is one clear sentence', async () => {
    for (const text of ['{"agents": [', '{"agents": [{}]}', '']) {
      writeFileSync(`${folder}/s/roster.json`, text);
      expect(await run('ls')).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringMatching(
          /^codex-grid: The saved list of agents, .* is damaged: .*\n$/,
        ),
      });
    }
  });

  it.each([
    [['new', 'api', '--cd', 'nowhere'], 1, '/nowhere cannot be used: it does not exist'],
    [['new', 'api', '--cd', 'file'], 1, '/file is not a folder'],
    [['new', 'a/b'], 2, '"a/b" cannot name an agent'],
    [['new', '7'], 2, 'not digits alone'],
    [['new', 'api', '--count', '0'], 2, '--count takes a whole number from 1 to 64, not "0"'],
    [['new', 'api', '--count', 'many'], 2, 'not "many"'],
    [['new', 'api', '--count', '1e1'], 2, 'not "1e1"'],
    [
      ['new', 'api', '--count', '2', '--worktree', 'fix'],
      2,
      '2 agents cannot all work on the branch fix',
    ],
    [['new', 'api', '--home', 'here'], 2, '--home takes isolated, shared or a path'],
  ])('[CM13] %j is refused before a host is started', async (words, exitCode, problem) => {
    writeFileSync(`${folder}/file`, '');
    expect(await run(...words)).toMatchObject({
      exitCode,
      stdout: '',
      stderr: expect.stringContaining(problem),
    });
  });

  it('[CM11] the grid needs a terminal, and not a dumb one: exit 2 with words', async () => {
    expect(await run()).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('The grid needs a terminal'),
    });
  });

  it('[CM19] --version prints the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
    expect(await run('--version')).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});

it('[CM12] a reader that stops reading ends the command quietly', async () => {
  await answering(
    Array.from({ length: 2000 }, (_, number) => anAgent({ number, id: `a${number}` })),
  );
  const child = spawn(process.execPath, [programFile, 'ls', '--json'], {
    env: { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  expect([exitCode, complaints]).toEqual([0, '']);
});

it('[CM22] looking at the agents loads neither Ink nor React', () => {
  const loaded = new Set<string>();
  const load = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    const text = readFileSync(join(programFile, '..', file), 'utf8');
    for (const [, next = ''] of text.matchAll(/^(?:import|export)\b[^;]*?"\.\/([^"]+)";$/gm))
      load(next);
  };
  load('main.js');
  expect(loaded.size).toBeGreaterThan(1);
  const size = [...loaded].map((file) => readFileSync(join(programFile, '..', file)).length);
  expect(size.reduce((total, bytes) => total + bytes)).toBeLessThan(400_000);
  for (const file of loaded) {
    expect(readFileSync(join(programFile, '..', file), 'utf8')).not.toMatch(
      /react-reconciler|yoga/,
    );
  }
});

it.each([
  [{ TERM: 'dumb' }, true, true, 'TERM=dumb'],
  [{ TERM: 'xterm' }, true, false, 'standard output is none'],
  [{ TERM: 'xterm' }, false, true, 'standard input is none'],
])('[CM11] the grid is refused with %j, input %j, output %j', (env, stdin, stdout, said) => {
  expect(terminalProblem({ env, stdin: { isTTY: stdin }, stdout: { isTTY: stdout } })).toContain(
    said,
  );
});

it('[CM11] the grid is not refused on a terminal', () => {
  const terminal = { isTTY: true };
  expect(terminalProblem({ env: { TERM: 'xterm' }, stdin: terminal, stdout: terminal })).toBeNull();
});
