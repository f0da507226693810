import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkHooks, removeAbandonedChecks } from '../../src/system/hook-check.ts';
import { hookCheckOptions, scriptedCodex } from '../support/hook-check.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[TR23] the real codex lists and trusts our hooks, and nothing is left of the question', async () => {
  const folder = scratchFolder();
  const health = await checkHooks({ ...hookCheckOptions(folder), codex: await realCodex() });
  expect(health).toEqual({ type: 'trusted' });
  expect(readdirSync(folder)).toEqual([]);
});

it('[TR24] a real codex whose administrator has switched hooks off is found out', async () => {
  const folder = scratchFolder();
  const script = `shift; exec ${await realCodex()} app-server -c features.hooks=false "$@"`;
  const health = await checkHooks({
    ...hookCheckOptions(folder),
    codex: scriptedCodex(folder, script),
  });
  expect(health).toEqual({ type: 'off', reason: 'codex has no hooks switched on' });
});

it.each([
  ['ends at once', 'exit 2'],
  ['does not know the question', `echo '{"id":2,"error":{"code":-32601,"message":"no"}}'`],
  ['prints garbage', 'echo garbage; echo "{}"'],
  ['closes its output', 'exec >&-; cat >/dev/null'],
])('[TR25] a codex that %s is not verified, and nothing is left of it', async (_, script) => {
  const folder = scratchFolder();
  const health = await checkHooks({
    ...hookCheckOptions(folder),
    codex: scriptedCodex(folder, script),
  });
  expect(health).toEqual({ type: 'unverified' });
  expect(readdirSync(folder)).toEqual(['codex']);
});

it('[TR25] neither is one that hangs, whoever keeps its output open', async () => {
  const folder = scratchFolder();
  const codex = scriptedCodex(folder, 'setsid sleep 5 & exec sleep 5');
  const health = await checkHooks({ ...hookCheckOptions(folder), codex, withinMs: 200 });
  expect(health).toEqual({ type: 'unverified' });
});

it('[TR25] neither is one that cannot be run, or without a place to ask it in', async () => {
  const folder = scratchFolder();
  const missing = { ...hookCheckOptions(folder), codex: `${folder}/none` };
  expect(await checkHooks(missing)).toEqual({ type: 'unverified' });
  const nowhere = { ...hookCheckOptions(`${folder}/none`), codex: await realCodex() };
  expect(await checkHooks(nowhere)).toEqual({ type: 'unverified' });
});

it('[BR11] what a check of a host that was killed has left is removed once it is old', async () => {
  const folder = scratchFolder();
  for (const name of ['hook-check-a1b2c3', 'agents'])
    mkdirSync(`${folder}/${name}/home`, { recursive: true });
  const { mtimeMs } = statSync(`${folder}/hook-check-a1b2c3`);
  await removeAbandonedChecks(folder, mtimeMs + 30_000);
  expect(readdirSync(folder).toSorted()).toEqual(['agents', 'hook-check-a1b2c3']);
  await removeAbandonedChecks(folder, mtimeMs + 90_000);
  expect(readdirSync(folder)).toEqual(['agents']);
  await removeAbandonedChecks(`${folder}/none`, mtimeMs);
});
