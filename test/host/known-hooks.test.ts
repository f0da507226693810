import { readFileSync, utimesSync } from 'node:fs';
import { expect, it } from 'vitest';
import { knownHooks } from '../../src/host/codex/known-hooks.ts';
import { hookCheckOptions, scriptedCodex } from '../support/hook-check.ts';
import { realCodex } from '../support/real-codex.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const asking = () => null;

it('[TR26] a codex that was seen to call them is not asked again until it is another', async () => {
  const folder = scratchFolder();
  const path = `${folder}/checks.json`;
  const script = `echo asked >>${folder}/log; exec ${await realCodex()} "$@"`;
  const codex = scriptedCodex(folder, script);
  const asked = () => readFileSync(`${folder}/log`, 'utf8').trim().split('\n').length;
  const hooksOf = () => knownHooks({ ...hookCheckOptions(folder), asking, path });
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
  await knownHooks({ ...hookCheckOptions(folder), asking, path, markersFolder: '/other' })(codex);
  expect(asked()).toBe(3);
});

it('[TR27] one that does not is asked again at each launch', async () => {
  const folder = scratchFolder();
  const codex = scriptedCodex(folder, `echo asked >>${folder}/log`);
  const hooksOf = knownHooks({
    ...hookCheckOptions(folder),
    asking,
    path: `${folder}/checks.json`,
  });
  await hooksOf(codex);
  await hooksOf(codex);
  expect(readFileSync(`${folder}/log`, 'utf8')).toBe('asked\nasked\n');
});
