import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PendingAsk } from '../../src/core/asks/pending-ask.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { anAgent, type FakeHost, fakeHost } from '../support/fake-host.ts';
import { type Ran, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

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

async function answering(answer: (command: HostCommand) => Reply): Promise<FakeHost> {
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
  return host;
}

const approval: PendingAsk = {
  id: 'x1',
  kind: 'approval',
  title: 'Would you like to run the following command?',
  subject: 'npm publish\n--tag \x1b[31mnext',
  reason: 'it needs the network',
  subagent: 'Agent (b63a35c16d80)',
  since: 2,
  choices: [
    { number: 1, label: 'Yes, proceed', means: 'approve', consequence: null },
    { number: 2, label: 'Always', means: null, consequence: 'kept as a rule' },
  ],
  problem: null,
};
const signIn: PendingAsk = {
  ...approval,
  id: 'x2',
  kind: 'dialog',
  title: 'sign-in',
  subject: null,
  reason: null,
  subagent: null,
  since: 1,
  choices: [],
  problem: 'nobody but you signs in',
};

const waiting = [
  anAgent({ name: 'api', number: 1, cwd: '/teahouse', ask: approval }),
  anAgent({ name: 'idle', number: 2 }),
  anAgent({ name: 'web', number: 3, cwd: '/teahouse', ask: signIn }),
];

it('[AN40] inbox lists what agents wait with, the longest wait first, and how each is answered', async () => {
  await answering(() => ({ ok: true, value: waiting }));
  const { stdout, exitCode } = await run('inbox');
  expect(exitCode).toBe(0);
  expect(stdout.replace(/\(\d+d\)/g, '(99d)')).toBe(
    [
      'web (99d): sign-in',
      '  Folder: /teahouse',
      '  Not from here: nobody but you signs in.',
      '',
      'api, Agent (b63a35c16d80) (99d): Would you like to run the following command?',
      '    npm publish',
      '    --tag \\x1b[31mnext',
      '  Reason: it needs the network',
      '  Folder: /teahouse',
      '  approve  Yes, proceed',
      '  2        Always (kept as a rule)',
      '  codex-grid answer api CHOICE --ask x1',
      '',
    ].join('\n'),
  );
});

it('[AN41] inbox --json prints the requests with their agents, and nothing without a host', async () => {
  expect(await run('inbox', '--json')).toMatchObject({ exitCode: 0, stdout: '[]\n' });
  expect(await run('inbox')).toMatchObject({ exitCode: 0, stdout: 'no agent waits for you\n' });
  await answering(() => ({ ok: true, value: waiting }));
  const entries = JSON.parse((await run('inbox', '--json')).stdout);
  expect(entries).toMatchObject([
    { name: 'web', ask: signIn },
    { name: 'api', ask: approval },
  ]);
  expect(Object.keys(entries[0]).sort()).toEqual(['ask', 'cwd', 'id', 'name', 'number']);
});

it('[AN42] answer takes a word or a number, and prints by which answer the request is gone', async () => {
  const fake = await answering(() => ({ ok: true, value: 'Approved for api: npm publish' }));
  const approved = await run('answer', 'api', 'approve', '--ask', 'x1');
  expect(approved).toMatchObject({ exitCode: 0, stdout: 'Approved for api: npm publish\n' });
  await run('answer', 'api', '2');
  const commands = fake.heard.flatMap((one) => (one.type === 'request' ? [one.command] : []));
  expect(commands).toEqual([
    { type: 'answer', agent: 'api', ask: 'x1', choice: 'approve' },
    { type: 'answer', agent: 'api', ask: null, choice: 2 },
  ]);
});

it('[AN43] a word that is no answer is wrong usage, and a refusal is told', async () => {
  const message = 'api waits for no answer.';
  const fake = await answering(() => ({ ok: false, error: { code: 'failed', message } }));
  for (const word of ['yes', '0', '1.5', 'y']) {
    const ran = await run('answer', 'api', word);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('approve, session, deny');
  }
  expect(fake.heard.filter(({ type }) => type === 'request')).toEqual([]);
  expect(await run('answer', 'api', 'deny')).toMatchObject({
    exitCode: 1,
    stderr: `codex-grid: ${message}\n`,
  });
});
