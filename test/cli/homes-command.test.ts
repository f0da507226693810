import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { LeftHome } from '../../src/cli/left-homes.ts';
import { savedRosterText } from '../../src/core/host/saved-roster.ts';
import { idOf, processExited, runningHost } from '../support/host-run.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { removeCommand } from '../support/some-command.ts';

const [older, newer] = [
  '01a1fcfb-b533-7d43-b73e-29f177d624d0',
  '01a1fd3c-7bdc-75a3-8c66-8326c2bb2626',
] as const;

/** A state folder with homes of these ids, each with a session; no host runs. */
function rig(...ids: readonly string[]) {
  const folder = scratchFolder();
  const agents = join(folder, 's/agents');
  mkdirSync(join(folder, 's'), { mode: 0o700 });
  for (const id of ids) addSession(join(agents, id, 'home'), 21, older, 'Make tea.');
  const env = { HOME: folder, CODEX_GRID_STATE_DIR: join(folder, 's') };
  const run = (...words: readonly string[]) => runProgram(words, { env, cwd: folder });
  return {
    folder,
    agents,
    env,
    run,
    isThere: (id: string) => existsSync(join(agents, id)),
    list: async (): Promise<readonly LeftHome[]> =>
      JSON.parse((await run('homes', '--json')).stdout),
  };
}

function addSession(home: string, day: number, id: string, prompt: string): void {
  const folder = join(home, `sessions/2026/11/${day}`);
  mkdirSync(folder, { recursive: true });
  const lines = [
    { type: 'session_meta', payload: { id, cwd: '/teahouse' } },
    { type: 'event_msg', payload: { type: 'user_message', message: prompt } },
  ].map((line) => `${JSON.stringify(line)}\n`);
  writeFileSync(join(folder, `rollout-2026-11-${day}T07-21-56-${id}.jsonl`), lines.join(''));
}

it('[FL40] lists each home that a removed agent has left, with its size and its newest session', async () => {
  const { agents, run, list } = rig('a1', 'b2');
  addSession(join(agents, 'b2/home'), 22, newer, 'Wash the cups.');
  expect((await run('homes')).stdout).toMatch(
    new RegExp(
      [
        /HOME +SIZE +SESSIONS +NEWEST +SESSION +FIRST PROMPT/.source,
        `b2 .+ 2 +2026-11-22 07:21 +${newer} +Wash the cups\\.`,
        `a1 .+ 1 +2026-11-21 07:21 +${older} +Make tea\\.`,
        '',
        '2 homes with 3 sessions, .*codex-grid adopt SESSION.*codex-grid homes prune',
      ].join('\n'),
    ),
  );
  expect(await list()).toMatchObject([
    { id: 'b2', sessions: 2, newest: { session: newer } },
    { id: 'a1', sessions: 1 },
  ]);
});

it('[FL41] a home is not left while its agent is on the roster or may come back by undo', async () => {
  const host = runningHost('api', 'web');
  const ids = [idOf(host, 'api'), idOf(host, 'web')];
  host.hear(1_000, idOf(host, 'web'), processExited(0));
  host.ask(2_000, removeCommand('web'));
  const { folder, list, run, isThere } = rig(...ids, 'old');
  writeFileSync(join(folder, 's/roster.json'), savedRosterText(host.model()));
  expect((await list()).map(({ id }) => id)).toEqual(['old']);
  expect(await run('homes', 'prune', '--yes')).toMatchObject({ exitCode: 0 });
  expect([...ids, 'old'].map(isThere)).toEqual([true, true, false]);
});

it('[FL42] prune without a terminal deletes with --yes alone, after showing what goes', async () => {
  const { run, isThere } = rig('a1', 'b2');
  expect(await run('homes', 'prune')).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/^To be deleted for good, 2 homes with 2 sessions, .*:\nHOME/),
    stderr: 'codex-grid: Nothing was deleted: say --yes to delete them.\n',
  });
  expect(isThere('a1')).toBe(true);
  expect(await run('homes', 'prune', 'nope', '--yes')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('No removed agent has left a home "nope"'),
  });
  expect(await run('homes', 'prune', 'a1', '--yes')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/\n1 home deleted\n$/),
  });
  expect(['a1', 'b2'].map(isThere)).toEqual([false, true]);
});

it.each([
  ['y', false],
  ['', true],
])('[FL43] on a terminal prune asks, and anything but yes is no: "%s"', async (answer, stays) => {
  const { run, folder, env, isThere } = rig('a1');
  const program = { file: process.execPath, cwd: folder, env: { PATH: '/usr/bin:/bin', ...env } };
  const terminal = openOuterTerminal({
    ...program,
    arguments: [programFile, 'homes', 'prune'],
  });
  await terminal.waitFor('the question', (screen) => screen.includes('Delete these sessions?'));
  terminal.type(`${answer}\r`);
  expect(await terminal.exited).toMatchObject({ code: 0 });
  expect(isThere('a1')).toBe(stays);
  expect((await run('homes')).stdout.includes('no home is left')).toBe(!stays);
});
