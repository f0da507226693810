import { spawn } from 'node:child_process';
import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anAgent, type FakeHost, fakeHost } from '../support/fake-host.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { programFile, type Ran, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const parent = recordedRollout('subagents');
const child = recordedRollout('subagents-2');
const idOf = (line = '') => JSON.parse(line).payload.id as string;

let folder: string;
let host: FakeHost | null = null;
let rolloutPath: string | null = null;

beforeEach(async () => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
  const sessions = `${folder}/home/sessions/2026/11/21`;
  mkdirSync(sessions, { recursive: true });
  for (const { path, lines } of [parent, child]) {
    copyFileSync(path, `${sessions}/rollout-2026-11-21T10-00-00-${idOf(lines[0])}.jsonl`);
  }
  rolloutPath = `${sessions}/rollout-2026-11-21T10-00-00-${idOf(parent.lines[0])}.jsonl`;
  const past = { why: [], transitions: [], disagreements: [], settings: [], launch: null };
  host = await fakeHost(`${folder}/s/host.sock`, {
    answer: () => ({
      ok: true,
      value: { agent: anAgent({ name: 'api' }), ...past, formerSessions: [], rolloutPath },
    }),
  });
});
afterEach(async () => {
  await host?.close();
  host = null;
});

const environment = () => ({ HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` });
const run = (...words: string[]): Promise<Ran> =>
  runProgram(['transcript', ...words], { cwd: folder, env: environment() });

it('[TX20] prints what was said and done, and what only was said', async () => {
  const tools = await run('api');
  expect(tools).toMatchObject({ exitCode: 0, stderr: '' });
  expect(tools.stdout).toContain('› send a child\n\n⑂ spawn agent Halley\n  run three commands\n');
  expect(tools.stdout).not.toContain('\x1b');
  const text = await run('api', '--level', 'text');
  expect(text.stdout).toContain('› send a child\n\n• Fine.\n');
});

it('[TX20] prints only what came since the last prompts', async () => {
  const { stdout } = await run('api', '--last', '1', '--level', 'text');
  expect(stdout).toMatch(/^› explain kettles\n\n• ## Kettles\n/);
  expect((await run('api', '--last', '9', '--level', 'text')).stdout).toMatch(/^— session /);
});

it('[TX20] prints a subagent of its own, and says which session is not there', async () => {
  const { stdout } = await run('api', '--session', idOf(child.lines[0]));
  expect(stdout).toMatch(/^— subagent Halley, session /);
  expect(stdout).toContain('$ exit 3\n  exit code 3\n');
  expect(await run('api', '--session', 'none')).toMatchObject({
    exitCode: 1,
    stderr: 'codex-grid: api has no session none. codex-grid show api lists them.\n',
  });
});

it('[TX20] prints JSON, Markdown and HTML', async () => {
  const json = await run('api', '--format', 'json');
  const items = json.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  expect(items).toEqual([
    'session',
    'prompt',
    'subagent',
    'answer',
    'turn',
    'prompt',
    'reasoning',
    'answer',
    'turn',
  ]);
  expect((await run('api', '--format', 'md')).stdout).toMatch(/^# api\n\n/);
  expect((await run('api', '--format', 'html')).stdout).toMatch(/^<!doctype html>/);
});

it('[TX20] says what cannot be printed, and what was meant otherwise', async () => {
  expect((await run('api', '--format', 'pdf')).stderr).toContain('--format is one of text, md,');
  expect((await run('api', '--last', '0')).exitCode).toBe(2);
  expect((await run('api', '--level', 'all')).exitCode).toBe(2);
  rolloutPath = `${folder}/none.jsonl`;
  expect((await run('api')).stderr).toContain(`The rollout ${folder}/none.jsonl is not there.`);
  rolloutPath = null;
  expect((await run('api')).stderr).toContain('api has no transcript yet');
});

it('[TX20] follows what is said until it is ended', async () => {
  rolloutPath = `${folder}/growing.jsonl`;
  const says = (message: string) =>
    `${JSON.stringify({ type: 'event_msg', payload: { type: 'agent_message', message } })}\n`;
  writeFileSync(rolloutPath, says('one'));
  const following = spawn(process.execPath, [programFile, 'transcript', 'api', '--follow'], {
    env: { PATH: process.env['PATH'], ...environment() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const growing = rolloutPath;
  const ended = new Promise<number | null>((resolve) => {
    following.on('close', resolve);
    following.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed === '• one\n\n') appendFileSync(growing, says('two'));
      if (printed === '• one\n\n• two\n\n') following.kill('SIGINT');
    });
  });
  expect(await ended).toBe(0);
  expect(printed).toBe('• one\n\n• two\n\n');
});
