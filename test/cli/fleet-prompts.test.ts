import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import type { AgentDescription } from '../../src/core/host/host-describe.ts';
import { type FakeHost, fakeHost } from '../support/fake-host.ts';
import { runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someReceipt } from '../support/some-receipt.ts';

let folder: string;
let host: FakeHost;

const agent = (name: string): AgentDescription => ({
  id: `id-${name}` as AgentId,
  name,
  isLive: true,
  task: 'session',
  cwd: folder,
  worktree: null,
  home: 'isolated',
  group: null,
  fleet: `${folder}/codex-grid.toml`,
  settings: {},
  sessionId: null,
  firstPrompt: null,
});

const trusted = {
  cwd: '/',
  trustRoot: null,
  trust: 'trusted',
  repository: null,
  hasConfig: false,
  hooks: 0,
};

function answer(command: HostCommand): Reply {
  if (command.type === 'descriptions') return { ok: true, value: [agent('api'), agent('web')] };
  if (command.type === 'inspectFolder') return { ok: true, value: trusted };
  if (command.type !== 'prompt') return { ok: true, value: [] };
  const refused = { state: 'refused', why: 'api has ended.' } as const;
  const isApi = command.prompts.some(({ agent: id }) => id === 'id-api');
  return { ok: true, value: [someReceipt(isApi ? refused : { name: 'web' })] };
}

beforeEach(async () => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
  writeFileSync(
    `${folder}/codex-grid.toml`,
    '[[agent]]\nname = "api"\nprompt = "Go"\n[[agent]]\nname = "web"\nprompt = "Come"\n',
  );
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
});
afterEach(() => host.close());

const up = (...words: string[]) =>
  runProgram(['up', ...words], {
    cwd: folder,
    env: { HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` },
  });

function prompts(): readonly unknown[] {
  return host.heard.flatMap((message) =>
    message.type === 'request' && message.command.type === 'prompt' ? message.command.prompts : [],
  );
}

it('[SB81] up sends prompts to agents that run only when it is told to, and says what became of them', async () => {
  expect(await up()).toMatchObject({ exitCode: 0, stdout: 'runs api\nruns web\n' });
  expect((await up('--prompt', '--dry-run')).stdout).toBe(
    'runs api\n  prompt: would be sent\nruns web\n  prompt: would be sent\n',
  );
  expect(prompts()).toEqual([]);
  expect(await up('--prompt')).toMatchObject({
    exitCode: 1,
    stdout: 'failed api: api has ended.\nruns web\n  prompt: web has it in its queue\n',
  });
  expect(prompts()).toEqual([
    { agent: 'id-api', text: 'Go' },
    { agent: 'id-web', text: 'Come' },
  ]);
});
