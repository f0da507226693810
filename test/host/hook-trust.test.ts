import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { hookEvents } from '../../src/core/codex/hook-events.ts';
import { agentHook, hookArguments } from '../../src/core/codex/hook-trust.ts';
import { prepareHome } from '../../src/host/codex/codex-home.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

type ListedHook = {
  readonly command: string;
  readonly currentHash: string;
  readonly key: string;
  readonly source: string;
  readonly trustStatus: string;
};

/** What the real codex makes of its hooks when it starts with these arguments in this home. */
async function hooksListed(words: readonly string[], home: string): Promise<readonly ListedHook[]> {
  const codex = await realCodex();
  const child = spawn(codex, ['app-server', ...words], {
    env: { ...process.env, CODEX_HOME: home },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  for (const message of [
    {
      id: 1,
      method: 'initialize',
      params: {
        clientInfo: { name: 'test', version: '1' },
        capabilities: { experimentalApi: true },
      },
    },
    { method: 'initialized' },
    { id: 2, method: 'hooks/list', params: { cwds: [home] } },
  ]) {
    child.stdin.write(`${JSON.stringify(message)}\n`);
  }
  for await (const line of createInterface(child.stdout)) {
    const message = JSON.parse(line) as {
      id?: number;
      result?: { data: readonly { hooks: readonly ListedHook[] }[] };
    };
    if (message.id === 2) return message.result?.data.flatMap(({ hooks }) => hooks) ?? [];
  }
  throw new Error('codex ended without an answer');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it('[HK13] the real codex trusts all our hooks by flags alone, whatever their paths', async () => {
  const home = `${scratchFolder()}/home`;
  mkdirSync(home);
  const script = `/with "quotes" and it's \\ ü 🙂\x7f\t/mark`;
  const words = hookArguments(
    { script, markersFolder: '/state/markers', agent: 'a1', ask: null },
    sha256,
  );
  const hooks = await hooksListed(words, home);
  expect(hooks.map(({ command }) => command.split(' ').at(-1)).sort()).toEqual(
    Object.keys(hookEvents).sort(),
  );
  for (const hook of hooks) {
    expect(hook).toMatchObject({ source: 'sessionFlags', trustStatus: 'trusted' });
  }
});

it.each([5, 600])(
  '[HQ61] the real codex trusts the script that waits for %d s',
  async (waitSeconds) => {
    const home = `${scratchFolder()}/home`;
    mkdirSync(home);
    const hook = agentHook({
      hooksFolder: "/it's here",
      markersFolder: '/state/markers',
      agent: 'a1',
      asking: { slotsFolder: '/state/slots', waitSeconds },
    });
    const hooks = await hooksListed(hookArguments(hook, sha256), home);
    expect(hooks).toHaveLength(Object.keys(hookEvents).length);
    for (const { trustStatus } of hooks) expect(trustStatus).toBe('trusted');
    expect(hooks.filter(({ command }) => command.includes('/ask'))).toMatchObject([
      {
        command: `/bin/sh '/it'\\''s here/ask' /state/markers /state/slots a1 PermissionRequest ${waitSeconds + 5}`,
      },
    ]);
  },
);

it('[HK14] a codex that an agent starts in its home has none of ours, and the trusted ones of the user', async () => {
  const folder = scratchFolder();
  const userHome = `${folder}/user`;
  mkdirSync(userHome);
  const group = { hooks: [{ type: 'command', command: '/bin/true' }] };
  writeFileSync(
    `${userHome}/hooks.json`,
    JSON.stringify({ hooks: { Stop: [group], Interrupt: [group] } }),
  );
  const config = '[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "/bin/false"\n';
  writeFileSync(`${userHome}/config.toml`, config);
  const untrusted = await hooksListed([], userHome);
  expect(untrusted.map(({ trustStatus }) => trustStatus)).toEqual(Array(3).fill('untrusted'));
  const trusted = untrusted.filter(({ key }) => key.includes(':stop:'));
  const trust = trusted.map(
    ({ key, currentHash }) =>
      `[hooks.state.${JSON.stringify(key)}]\ntrusted_hash = "${currentHash}"\n`,
  );
  writeFileSync(`${userHome}/config.toml`, config + trust.join(''));

  const prepared = await prepareHome({
    name: 'api',
    home: 'isolated',
    agentFolder: `${folder}/a1`,
    userHome,
    settings: {},
    profile: null,
    words: [],
  });
  const hooks = await hooksListed([], prepared.ok ? prepared.path : '');
  const statusOf = Object.fromEntries(hooks.map(({ key, trustStatus }) => [key, trustStatus]));
  expect(statusOf).toEqual({
    [`${folder}/a1/home/config.toml:stop:0:0`]: 'trusted',
    [`${folder}/a1/home/hooks.json:stop:0:0`]: 'trusted',
    [`${folder}/a1/home/hooks.json:interrupt:0:0`]: 'untrusted',
  });
});
