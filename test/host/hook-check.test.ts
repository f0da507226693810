import { chmodSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { checkHooks } from '../../src/host/hook-check.ts';
import { knownHooks } from '../../src/host/known-hooks.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const hooksFolder = resolve(import.meta.dirname, '../../hooks');

function optionsIn(folder: string, env: Readonly<Record<string, string>> = {}) {
  const own = { PATH: process.env['PATH'] ?? '', HOME: folder, ...env };
  return { hooksFolder, markersFolder: '/s/markers', env: own, scratchParent: folder };
}

/** A codex that is this shell script. */
function scriptIn(folder: string, text: string): string {
  const path = `${folder}/codex`;
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

it('[TR23] the real codex lists and trusts our hooks, and nothing is left of the question', async () => {
  const folder = scratchFolder();
  const health = await checkHooks({ ...optionsIn(folder), codex: await realCodex() });
  expect(health).toEqual({ type: 'trusted' });
  expect(readdirSync(folder)).toEqual([]);
});

it('[TR24] a real codex whose administrator has switched hooks off is found out', async () => {
  const folder = scratchFolder();
  const script = `shift; exec ${await realCodex()} app-server -c features.hooks=false "$@"`;
  const health = await checkHooks({ ...optionsIn(folder), codex: scriptIn(folder, script) });
  expect(health).toEqual({ type: 'off', reason: 'codex has no hooks switched on' });
});

it.each([
  ['ends at once', 'exit 2'],
  ['does not know the question', `echo '{"id":2,"error":{"code":-32601,"message":"no"}}'`],
  ['prints garbage', 'echo garbage; echo "{}"'],
  ['closes its output', 'exec >&-; cat >/dev/null'],
])('[TR25] a codex that %s is not verified, and nothing is left of it', async (_, script) => {
  const folder = scratchFolder();
  const health = await checkHooks({ ...optionsIn(folder), codex: scriptIn(folder, script) });
  expect(health).toEqual({ type: 'unverified' });
  expect(readdirSync(folder)).toEqual(['codex']);
});

it('[TR25] neither is one that hangs, whoever keeps its output open', async () => {
  const folder = scratchFolder();
  const codex = scriptIn(folder, 'setsid sleep 5 & exec sleep 5');
  const health = await checkHooks({ ...optionsIn(folder), codex, withinMs: 200 });
  expect(health).toEqual({ type: 'unverified' });
});

it('[TR25] neither is one that cannot be run, or without a place to ask it in', async () => {
  const folder = scratchFolder();
  const missing = { ...optionsIn(folder), codex: `${folder}/none` };
  expect(await checkHooks(missing)).toEqual({ type: 'unverified' });
  const nowhere = { ...optionsIn(`${folder}/none`), codex: await realCodex() };
  expect(await checkHooks(nowhere)).toEqual({ type: 'unverified' });
});

it('[TR26] a codex that was seen to call them is not asked again until it is another', async () => {
  const folder = scratchFolder();
  const path = `${folder}/checks.json`;
  const script = `echo asked >>${folder}/log; exec ${await realCodex()} "$@"`;
  const codex = scriptIn(folder, script);
  const asked = () => readFileSync(`${folder}/log`, 'utf8').trim().split('\n').length;
  const hooksOf = () => knownHooks({ ...optionsIn(folder), path });
  const first = hooksOf();
  expect(await Promise.all([first(codex), first(codex)])).toEqual(
    Array(2).fill({ type: 'trusted' }),
  );
  expect(asked()).toBe(1);
  expect(await hooksOf()(codex)).toEqual({ type: 'trusted' });
  expect(asked()).toBe(1);
  utimesSync(codex, 1, 1);
  await hooksOf()(codex);
  expect(asked()).toBe(2);
  await knownHooks({ ...optionsIn(folder), path, markersFolder: '/other' })(codex);
  expect(asked()).toBe(3);
});

it('[TR27] one that does not is asked again at each launch', async () => {
  const folder = scratchFolder();
  const codex = scriptIn(folder, `echo asked >>${folder}/log`);
  const hooksOf = knownHooks({ ...optionsIn(folder), path: `${folder}/checks.json` });
  await hooksOf(codex);
  await hooksOf(codex);
  expect(readFileSync(`${folder}/log`, 'utf8')).toBe('asked\nasked\n');
});
