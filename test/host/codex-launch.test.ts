import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import xterm from '@xterm/headless';
import { spawn } from 'node-pty';
import { expect, it, onTestFinished } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { abilitiesIn } from '../../src/core/codex/codex-arguments.ts';
import type { LaunchRequest } from '../../src/core/host/launch-request.ts';
import { codexConfig } from '../../src/demo/codex-config.ts';
import { answeringTurns } from '../../src/demo/model-script.ts';
import { startModelServer } from '../../src/demo/model-server.ts';
import { type LaunchSurroundings, prepareLaunch } from '../../src/host/codex/codex-launch.ts';
import { watchMarkers } from '../../src/host/witnesses/markers.ts';
import { codexInspector } from '../../src/system/codex-inspection.ts';
import { placesIn } from '../../src/wire/places.ts';
import { eventually } from '../support/eventually.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someLaunch } from '../support/some-command.ts';

const hooksFolder = resolve(import.meta.dirname, '../../hooks');
const request = someLaunch({ cwd: '' });

function surroundingsIn(folder: string): LaunchSurroundings {
  const env = { ...process.env, CODEX_HOME: `${folder}/user` };
  const places = placesIn(`${folder}/state`, { env: {}, digest: 'd', userId: 0 });
  if ('problem' in places) throw new Error(places.problem);
  return {
    places,
    env,
    homeFolder: folder,
    hooksFolder,
    userId: process.getuid?.() ?? 0,
    asking: () => null,
    findCodex: async () => ({ ok: true, path: await realCodex() }),
    inspectCodex: codexInspector({}),
    prepareTrust: async () => ({ trustedPaths: [], notices: [] }),
  };
}

/** The real codex in a terminal, and all that its hooks said. */
async function launched(launch: LaunchRequest, surroundings: LaunchSurroundings) {
  const prepared = await prepareLaunch(launch, surroundings);
  if (!prepared.ok) throw new Error(prepared.problem);
  const { file, env, cwd } = prepared;
  const pty = spawn(file, [...prepared.arguments], { cols: 100, rows: 30, cwd, env: { ...env } });
  const terminal = new xterm.Terminal({ cols: 100, rows: 30, allowProposedApi: true });
  pty.onData((text) => terminal.write(text));
  terminal.onData((answer) => pty.write(answer));
  const ended = new Promise<void>((done) => pty.onExit(() => done()));
  const end = async () => {
    pty.kill('SIGKILL');
    await ended;
  };
  onTestFinished(end);
  return { prepared, end, screen: () => textOf(terminal) };
}

function textOf({ buffer }: xterm.Terminal): string {
  const lines = Array.from({ length: 30 }, (_, y) => buffer.active.getLine(y));
  return lines.map((line) => line?.translateToString(true) ?? '').join('\n');
}

type Payload = { readonly hook_event_name: string; readonly session_id: string };

async function markersIn(folder: string) {
  const payloads: Payload[] = [];
  const malformed: string[] = [];
  const watch = watchMarkers(folder, {
    onMarker: (_agent, text) => {
      payloads.push(JSON.parse(text.slice(text.indexOf('\n'))));
      return null;
    },
    onMalformed: (name, reason) => malformed.push(`${name}: ${reason}`),
  });
  onTestFinished(() => watch.close());
  await watch.ready;
  return { payloads, malformed };
}

/** Every file below the folder with what it holds. */
function contentsOf(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = `${entry.parentPath}/${entry.name}`;
      return `${path} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    });
}

/** A model that answers each prompt with one command, and its output with a word. Returns its URL. */
async function modelWithOneTool(): Promise<string> {
  const server = await startModelServer({
    script: answeringTurns(({ outputs }) =>
      outputs.length === 0
        ? [{ type: 'shell', command: 'true' }]
        : [{ type: 'text', text: 'Done.', wordDelayMs: 0 }],
    ),
  });
  onTestFinished(() => server.close());
  return server.url;
}

const isOfAnswer = (event: string | undefined) => event === 'PostModelRequest';

it('[BR5] a first prompt that is longer than the system takes is refused with words', async () => {
  const folder = scratchFolder();
  const [longest, longer] = [131_071, 131_072].map((size) =>
    prepareLaunch({ ...request, cwd: folder, prompt: 'x'.repeat(size) }, surroundingsIn(folder)),
  );
  expect(await longest).toMatchObject({ ok: true });
  expect(await longer).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/has 128 KB.*codex-grid send \S+ - < FILE$/),
  });
});

it('[LA1] the real codex runs every hook of a turn, asks nothing, leaves the user alone, resumes', async () => {
  const folder = scratchFolder();
  const cwd = `${folder}/it's a "project"`;
  mkdirSync(cwd);
  mkdirSync(`${folder}/user`);
  const trustedFolders = [realpathSync(`${folder}/../..`)];
  const config = codexConfig({ modelUrl: await modelWithOneTool(), trustedFolders });
  writeFileSync(`${folder}/user/config.toml`, config);
  const before = contentsOf(`${folder}/user`);
  const surroundings = surroundingsIn(folder);
  const { payloads, malformed } = await markersIn(surroundings.places.markers);
  const eventsSoFar = () => payloads.map((payload) => payload.hook_event_name);

  const first = await launched({ ...request, cwd, prompt: '-- is no option' }, surroundings);
  await eventually(() => expect(eventsSoFar(), first.screen()).toContain('Stop'));
  // Codex does not wait for the hook that tells of the model's answer.
  await eventually(() => expect(eventsSoFar().filter(isOfAnswer)).toHaveLength(2));
  expect(eventsSoFar().filter((event) => !isOfAnswer(event))).toEqual([
    'SessionStart',
    'UserPromptSubmit',
    'PreModelRequest',
    'PreToolUse',
    'PostToolUse',
    'PreModelRequest',
    'Stop',
  ]);
  expect(first.screen()).toContain('-- is no option');
  await first.end();

  const id = payloads[0]?.session_id as SessionId;
  payloads.length = 0;
  const second = await launched(
    { ...request, cwd, session: { type: 'resume', id }, prompt: 'go on' },
    surroundings,
  );
  await eventually(() => expect(eventsSoFar(), second.screen()).toContain('Stop'));
  expect(payloads[0]).toMatchObject({ session_id: id, source: 'resume' });
  expect(malformed).toEqual([]);
  expect(contentsOf(`${folder}/user`)).toEqual(before);
});

it.each([
  ['gone', 'the folder does not exist'],
  ['file', 'that is no folder'],
])(
  '[LA31] a folder that cannot be worked in is one sentence, and nothing is made: %s',
  async (name, reason) => {
    const folder = scratchFolder();
    writeFileSync(`${folder}/file`, '');
    const cwd = `${folder}/${name}`;
    expect(await prepareLaunch({ ...request, cwd }, surroundingsIn(folder))).toEqual({
      ok: false,
      problem: `Codex could not start in ${cwd}: ${reason}. Start the agent in another folder.`,
    });
    expect(readdirSync(folder)).toEqual(['file']);
  },
);

it('[LA32] without a codex nothing is made', async () => {
  const cwd = scratchFolder();
  const problem = 'codex was not found';
  const surroundings: LaunchSurroundings = {
    ...surroundingsIn(cwd),
    findCodex: async () => ({ ok: false, problem }),
  };
  expect(await prepareLaunch({ ...request, cwd }, surroundings)).toEqual({ ok: false, problem });
  expect(readdirSync(cwd)).toEqual([]);
});

it('[LA33] in a shared home codex is told only what the user told, and by flags', async () => {
  const cwd = scratchFolder();
  const surroundings = surroundingsIn(cwd);
  const shared = { ...request, cwd, home: 'shared' };
  const own = await prepareLaunch(shared, surroundings);
  expect(own).toMatchObject({
    ok: true,
    facts: { launch: { codexHome: `${cwd}/user` } },
    notices: [],
  });
  expect(own.ok && own.env['CODEX_HOME']).toBe(`${cwd}/user`);
  const env = { PATH: '/bin' };
  const usual = await prepareLaunch(shared, { ...surroundings, env });
  expect(usual).toMatchObject({
    ok: true,
    facts: { launch: { codexHome: `${cwd}/.codex` } },
    file: own.ok && own.file,
  });
  expect(usual.ok && usual.env['CODEX_HOME']).toBeUndefined();
  expect(readdirSync(cwd)).toEqual([]);
});

it('[LA34] a codex of an untested version starts all the same, with a notice', async () => {
  const cwd = scratchFolder();
  const surroundings: LaunchSurroundings = {
    ...surroundingsIn(cwd),
    inspectCodex: async () => ({ version: '0.1.0', abilities: abilitiesIn('') }),
  };
  const prepared = await prepareLaunch({ ...request, cwd, home: 'shared' }, surroundings);
  expect(prepared.ok && prepared.notices).toEqual([
    expect.stringContaining('codex 0.1.0 is older'),
  ]);
});
