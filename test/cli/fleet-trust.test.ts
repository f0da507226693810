import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InspectedFolder } from '../../src/core/codex/trust.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { type FakeHost, fakeHost } from '../support/fake-host.ts';
import { openOuterTerminal } from '../support/outer-terminal.ts';
import { programFile, runProgram } from '../support/run-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let folder: string;
let host: FakeHost;
let trust: InspectedFolder['trust'];

function answer(command: HostCommand): Reply {
  if (command.type === 'decideTrust') return { ok: true, value: 'kept' };
  if (command.type !== 'inspectFolder') return { ok: true, value: [] };
  const { cwd } = command;
  const own = { trustRoot: folder, repository: folder, hasConfig: false, hooks: 0 };
  return { ok: true, value: { cwd, trust, ...own } };
}

beforeEach(async () => {
  folder = scratchFolder();
  mkdirSync(`${folder}/s`, { mode: 0o700 });
  writeFileSync(
    `${folder}/codex-grid.toml`,
    'trust = true\nargs = ["--yolo"]\n[[agent]]\nname = "api"\n',
  );
  host = await fakeHost(`${folder}/s/host.sock`, { answer });
});
afterEach(() => host.close());

const env = () => ({ HOME: folder, CODEX_GRID_STATE_DIR: `${folder}/s` });
const up = (...words: string[]) => runProgram(['up', ...words], { cwd: folder, env: env() });

const asked = (type: HostCommand['type']) =>
  host.heard.flatMap((message) =>
    message.type === 'request' && message.command.type === type ? [message.command] : [],
  );

async function typedUp(line: string): Promise<string> {
  const terminal = openOuterTerminal({
    file: process.execPath,
    arguments: [programFile, 'up'],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', ...env() },
  });
  await terminal.waitFor('the question', (text) => text.trimEnd().endsWith('[y/N]'));
  terminal.type(line);
  await terminal.exited;
  return terminal.text().replaceAll(/\s+/g, ' ');
}

it.each(['unasked', 'declined'] as const)(
  '[FL46] nothing of a fleet file is started from a repository that is %s, whatever the file says of trust',
  async (standing) => {
    trust = standing;
    expect(await up()).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining(`codex-grid trust add ${folder}\n`),
    });
    expect(asked('new')).toEqual([]);
    expect(asked('inspectFolder')).toEqual([{ type: 'inspectFolder', cwd: folder }]);
    expect(await up('--dry-run')).toMatchObject({ exitCode: 0, stdout: 'would start api\n' });
  },
);

it('[FL46] what a fleet file says of a trusted repository is done', async () => {
  trust = 'trusted';
  expect(await up()).toMatchObject({ exitCode: 0, stdout: 'started api\n' });
  expect(asked('new')).toMatchObject([{ name: 'api', settings: { trust: true } }]);
});

it('[FL47] on a terminal up asks whether the repository of the file is to be trusted, and a no starts nothing', async () => {
  trust = 'unasked';
  const declined = await typedUp('\r');
  expect(declined).toContain(`${folder}/codex-grid.toml says how its agents are started`);
  expect(declined).toContain('nothing was done');
  expect(asked('decideTrust')).toMatchObject([{ folder, decision: 'decline' }]);
  expect(asked('new')).toEqual([]);
  expect(await typedUp('y\r')).toContain('started api');
  expect(asked('decideTrust').at(-1)).toMatchObject({ folder, decision: 'trust' });
  expect(asked('new')).toHaveLength(1);
});
