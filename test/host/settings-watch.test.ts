import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { ClientId } from '../../src/core/host/host-events.ts';
import type { LoadedSettings } from '../../src/core/settings/agent-settings.ts';
import { withFreshSettings } from '../../src/host/fresh-settings.ts';
import { readSettings, watchSettings } from '../../src/host/settings-watch.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { newCommand } from '../support/some-command.ts';

async function watched(file: string) {
  const told: LoadedSettings[] = [];
  const notices: string[] = [];
  const place = { file, homeFolder: '/home/ann' };
  const watch = watchSettings(place, await readSettings(place), {
    onSettings: (settings) => told.push(settings),
    onNotice: (notice) => notices.push(notice),
  });
  onTestFinished(() => watch.close());
  await watch.ready;
  return { watch, told, notices };
}

/** Sooner than the look that the clock brings: only a hint can have told it. */
async function seen(told: readonly LoadedSettings[], model: string | undefined): Promise<void> {
  await vi.waitFor(() => expect(modelOf(told.at(-1))).toBe(model), {
    timeout: 4_000,
    interval: 20,
  });
}

function modelOf(settings: LoadedSettings | undefined): string | undefined {
  return settings?.ok ? settings.defaults.model : `not told, or ${settings?.problem}`;
}

const says = (model: string) => `model = "${model}"\n`;

it('[ST21] an edit is told, in place and by replacing', async () => {
  const file = `${scratchFolder()}/config.toml`;
  writeFileSync(file, says('one'));
  const { told, notices } = await watched(file);
  expect(told).toEqual([]);
  writeFileSync(file, says('two'));
  await seen(told, 'two');
  writeFileSync(`${file}~`, says('three'));
  renameSync(`${file}~`, file);
  await seen(told, 'three');
  rmSync(file);
  await seen(told, undefined);
  expect(told).toHaveLength(3);
  expect(notices).toEqual([
    `${file} is gone: agents that start from now on have none of its defaults.`,
  ]);
});

it('[ST21] a file in folders that are made later is found', async () => {
  const folder = scratchFolder();
  const file = `${folder}/config/codex-grid/config.toml`;
  const { told } = await watched(file);
  mkdirSync(`${folder}/config`);
  mkdirSync(`${folder}/config/codex-grid`);
  writeFileSync(file, says('late'));
  await seen(told, 'late');
});

it('[ST21] a file behind links is followed, and so are the links', async () => {
  const folder = scratchFolder();
  mkdirSync(`${folder}/dots/a`, { recursive: true });
  mkdirSync(`${folder}/dots/b`);
  writeFileSync(`${folder}/dots/a/grid.toml`, says('one'));
  writeFileSync(`${folder}/dots/b/grid.toml`, says('other'));
  mkdirSync(`${folder}/real`);
  symlinkSync(`${folder}/real`, `${folder}/config`);
  symlinkSync(`${folder}/dots/a/grid.toml`, `${folder}/config/config.toml`);
  const { told } = await watched(`${folder}/config/config.toml`);
  writeFileSync(`${folder}/dots/a/new`, says('two'));
  renameSync(`${folder}/dots/a/new`, `${folder}/dots/a/grid.toml`);
  await seen(told, 'two');
  symlinkSync(`${folder}/dots/b/grid.toml`, `${folder}/config/next`);
  renameSync(`${folder}/config/next`, `${folder}/config/config.toml`);
  await seen(told, 'other');
  writeFileSync(`${folder}/dots/b/grid.toml`, says('again'));
  await seen(told, 'again');
});

it('[ST22] what an editor empties and then writes is never read as empty', async () => {
  const file = `${scratchFolder()}/config.toml`;
  writeFileSync(file, 'sandbox = "read-only"');
  const { watch, told } = await watched(file);
  truncateSync(file);
  const looked = watch.look();
  // Longer than a look takes, shorter than what is read must stand.
  await wait(50);
  writeFileSync(file, 'sandbox = "read-only"\nmodel = "new"');
  await looked;
  await seen(told, 'new');
  for (const settings of told) {
    expect(settings).toMatchObject({ ok: true, defaults: { sandbox: 'read-only' } });
  }
});

it('[ST24] a file that cannot be used is told as a problem, and told again when it is mended', async () => {
  const folder = scratchFolder();
  const file = `${folder}/config.toml`;
  const { told } = await watched(file);
  writeFileSync(file, 'sandbox = "readonly"');
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told[0]).toEqual({
    ok: false,
    problem: expect.stringContaining(`${file}:1: sandbox takes "read-only"`),
  });
  writeFileSync(file, says('mended'));
  await seen(told, 'mended');
  rmSync(file);
  mkdirSync(file);
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(told[2]).toMatchObject({
    ok: false,
    problem: expect.stringContaining('that is no file'),
  });
});

it('[ST24] a file that cannot be reached is a problem, one that does not exist is none', async () => {
  const folder = scratchFolder();
  writeFileSync(`${folder}/plain`, '');
  const read = (file: string) => readSettings({ file, homeFolder: '/home/ann' });
  expect(await read(`${folder}/plain/config.toml`)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('cannot be read: a part of its path is not a folder.'),
  });
  expect(await read(`${folder}/nowhere/config.toml`)).toMatchObject({ ok: true, defaults: {} });
});

it('[ST23] a start that follows an edit waits until the edit was read; nothing else waits', async () => {
  const order: string[] = [];
  let looked = () => {};
  const clients = withFreshSettings(
    {
      onJoined: () => undefined,
      onSaid: (_client, message) => {
        order.push(message.type === 'request' ? message.command.type : message.type);
      },
      onDrained: () => undefined,
      onLeft: () => undefined,
    },
    () =>
      new Promise((resolve) => {
        looked = () => {
          order.push('looked');
          resolve();
        };
      }),
  );
  const client = 1 as ClientId;
  clients.onSaid(client, { type: 'request', request: 1, command: newCommand('api') });
  clients.onSaid(client, { type: 'request', request: 2, command: { type: 'list' } });
  clients.onSaid(client, { type: 'seen', agent: 'a1' });
  expect(order).toEqual(['list', 'seen']);
  looked();
  await vi.waitFor(() => expect(order).toEqual(['list', 'seen', 'looked', 'new']));
});
