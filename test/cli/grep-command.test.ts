import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { savedRosterText } from '../../src/core/host/saved-roster.ts';
import { anAgent, fakeHost } from '../support/fake-host.ts';
import { runningHost } from '../support/host-run.ts';
import { homeOfRecorded } from '../support/recorded-home.ts';
import { recordedRollout } from '../support/recorded-rollouts.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const { path: rolloutPath, lines } = recordedRollout('subagents');

const api = anAgent({ id: 'a1', name: 'api' });
const web = anAgent({ id: 'a2', number: 2, name: 'web' });
const past = { why: [], transitions: [], disagreements: [], settings: [], launch: null };

function answer(command: HostCommand): Reply {
  switch (command.type) {
    case 'list':
      return { ok: true, value: [api, web] };
    case 'show': {
      const isApi = command.agent === 'a1';
      const agent = isApi ? api : web;
      const path = isApi ? rolloutPath : null;
      return { ok: true, value: { agent, ...past, formerSessions: [], rolloutPath: path } };
    }
    case 'grep': {
      const match = { agent: 'a2', row: 3, text: `say ${command.text} again`, at: 4, length: 3 };
      const isAsked = command.agents.includes('a2');
      return { ok: true, value: { matches: isAsked ? [match] : [], left: 0 } };
    }
    case 'place':
      return { ok: true, value: [web, { ...api, pinned: command.agent === 'api' }] };
    default:
      return { ok: true, value: [web, api] };
  }
}

async function rig(hosted: 'hosted' | 'alone' = 'hosted') {
  const folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
  const env = { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` };
  const host = hosted === 'hosted' ? await fakeHost(`${folder}/s/host.sock`, { answer }) : null;
  onTestFinished(async () => host?.close());
  const run = (...words: readonly string[]) => runProgram(words, { env, cwd: folder });
  return { folder, host, run };
}

/** A word that the model was given, whatever it is. */
const said = /"text":"(\w{5,})/.exec(lines.join('\n'))?.[1] ?? '';

it('[FN19] grep tells whose it is, where it was found, and the line', async () => {
  const { run } = await rig();
  const { stdout, exitCode } = await run('grep', said);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(new RegExp(`^web  screen .*say ${said} again$`, 'm'));
  expect(stdout).toMatch(
    new RegExp(`^api  (prompt|answer|note|tool|subagent|reasoning) .*${said}`, 'm'),
  );
  const told = JSON.parse((await run('grep', said, 'web', '--json')).stdout);
  expect(told).toEqual([
    {
      name: 'web',
      number: 2,
      id: 'a2',
      where: 'screen',
      row: 3,
      at: null,
      text: `say ${said} again`,
    },
  ]);
});

it('[FN19] grep exits with 1 where it finds nothing', async () => {
  const { run } = await rig();
  const none = await run('grep', 'no such words anywhere', 'api');
  expect(none).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('was not found'),
  });
  expect((await run('grep', said, 'api', '--screens')).exitCode).toBe(1);
  expect((await run('grep', '  ')).exitCode).toBe(2);
});

it('[FN20] grep looks in the transcripts of the last host', async () => {
  const { folder, run } = await rig('alone');
  const model = runningHost('api').model();
  const agents = model.agents.map((agent) => ({
    ...agent,
    lifecycle: { ...agent.lifecycle, rolloutPath },
  }));
  writeFileSync(`${folder}/s/roster.json`, savedRosterText({ ...model, agents }));
  const { stdout } = await run('grep', said);
  expect(stdout).toContain(said);
});

it('[FN19] grep looks in the sessions that an agent had before', async () => {
  const { folder, run } = await rig('alone');
  const { rolloutPath: path, formerSessions } = homeOfRecorded('forks', 'work');
  const model = runningHost('api').model();
  const agents = model.agents.map((agent) => ({
    ...agent,
    formerSessions,
    lifecycle: { ...agent.lifecycle, rolloutPath: path },
  }));
  writeFileSync(`${folder}/s/roster.json`, savedRosterText({ ...model, agents }));
  const { stdout } = await run('grep', 'patch some files');
  expect(stdout).toMatch(/^api {2}prompt .*patch some files$/m);
});

it('[FN21] pin and move ask the host for what the keys ask for', async () => {
  const { host, run } = await rig();
  expect((await run('pin', 'web')).stdout).toBe('pinned web (2)\npinned api (1)\n');
  expect((await run('move', 'web', '--before', 'api')).stdout).toBe('web api\n');
  // A pinned tile stands first wherever it was put.
  expect((await run('move', 'api', '--after', 'web')).stdout).toBe('api web\n');
  await run('pin', 'all', '--off');
  const asked = host?.heard.flatMap((message) =>
    message.type === 'request' ? [message.command] : [],
  );
  expect(asked).toContainEqual({ type: 'pin', agents: ['web'], place: 'pinned' });
  expect(asked).toContainEqual({ type: 'pin', agents: ['api', 'web'], place: 'free' });
  expect(asked).toContainEqual({ type: 'place', agent: 'web', beside: 'api', side: 'before' });
  expect((await run('move', 'web')).exitCode).toBe(2);
});
