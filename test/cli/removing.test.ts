import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Refusal, Reply } from '../../src/core/host/host-commands.ts';
import { anAgent, type FakeHost, fakeHost } from '../support/fake-host.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let folder: string;
let host: FakeHost;

beforeEach(async () => {
  refusal = null;
  folder = scratchFolder();
  const day = `${folder}/s/agents/a1/home/sessions/2026/11/21`;
  mkdirSync(day, { recursive: true, mode: 0o700 });
  writeFileSync(`${day}/rollout-2026-11-21T07-21-56-id.jsonl`, 'x'.repeat(3_000_000));
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
});
afterEach(() => host.close());

const agent = anAgent({ pid: null, state: 'ended', sessionId: '01a1' as SessionId });

let refusal: Refusal | null;

function answer(command: HostCommand): Reply {
  if (refusal !== null && command.type !== 'list') return { ok: false, error: refusal };
  return { ok: true, value: command.type === 'undo' ? 'api is back.' : [agent] };
}

const env = () => ({ HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` });
const run = (...words: string[]) => runProgram(words, { cwd: folder, env: env() });

function removals(): readonly HostCommand[] {
  return host.heard.flatMap((message) =>
    message.type === 'request' && message.command.type === 'remove' ? [message.command] : [],
  );
}

const toBeDeleted = /^To be deleted:\n {2}api {2}1 session, 3 MB in ~\/s\/agents\/a1\/home\n$/;

it('[FL25] rm without a terminal deletes sessions with --yes alone, after saying what goes', async () => {
  expect(await run('rm', 'api', '--purge')).toEqual({
    exitCode: 1,
    stdout: expect.stringMatching(toBeDeleted),
    stderr: 'codex-grid: Nothing was removed: say --yes to delete them.\n',
  });
  expect(removals()).toEqual([]);
  expect(await run('rm', 'api', '--purge', '--yes', '--force')).toMatchObject({
    exitCode: 0,
    stdout: `removed api (1)\nTheir sessions are deleted in 10 seconds, unless you undo it: codex-grid undo\n`,
  });
  expect(removals()).toEqual([
    { type: 'remove', agents: ['api'], sessions: 'purge', work: 'lose' },
  ]);
});

it.each([
  ['y', 1],
  ['', 0],
])(
  '[FL26] on a terminal rm asks before it deletes sessions, and anything but yes is no: %j',
  async (said, count) => {
    const terminal = openOuterTerminal({
      file: process.execPath,
      arguments: [programFile, 'rm', 'api', '--purge'],
      cwd: folder,
      env: { ...env(), PATH: process.env['PATH'], TERM: 'xterm-256color' },
    });
    await terminal.waitFor('the question', (text) => text.includes('Delete these sessions? [y/N]'));
    terminal.type(`${said}\r`);
    expect(await terminal.exited).toMatchObject({ code: 0 });
    expect(removals()).toHaveLength(count);
  },
);

it('[FL27] what rm keeps is said, with what brings it back', async () => {
  expect((await run('rm', 'api')).stdout).toBe(
    `removed api (1)
The session of api stays in ~/s/agents/a1/home; to bring it back: codex-grid adopt 01a1
To undo it within 10 seconds: codex-grid undo
`,
  );
  expect((await run('undo')).stdout).toBe('api is back.\n');
});

it('[SC34] the way on that the screen offers as an answer is the last sentence of a command', async () => {
  refusal = { code: 'failed', message: 'It holds work.', reason: 'has-work' };
  expect((await run('rm', 'api')).stderr).toBe(
    'codex-grid: It holds work.\nKeep it: commit it, and merge its branch. Or lose it: --force.\n',
  );
  refusal = { code: 'failed', message: 'It is gone.', reason: 'unknown-session' };
  const { stderr } = await run('resume', 'api');
  expect(stderr).toMatch(
    /^codex-grid: It is gone\.\nStart a new one: codex-grid resume api --fresh\./,
  );
  expect((await run('resume', '--all')).stderr).toContain('codex-grid resume NAME --fresh');
});
