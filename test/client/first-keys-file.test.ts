import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { firstKeysFile } from '../../src/client/first-keys-file.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const file = () => `${scratchFolder()}/first-keys.json`;

it('[LK31] each screen that opens is counted, and what was used is kept', async () => {
  const path = file();
  const first = await firstKeysFile(path);
  expect(first.shown).toEqual({ used: [], screens: 1 });
  await first.remember({ used: ['help'], screens: 1 });
  expect((await firstKeysFile(path)).shown).toEqual({ used: ['help'], screens: 2 });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('[LK31] after five screens the file is not written any more', async () => {
  const path = file();
  writeFileSync(path, '{"used":["help"],"screens":5}');
  expect((await firstKeysFile(path)).shown).toBeNull();
  expect(readFileSync(path, 'utf8')).toBe('{"used":["help"],"screens":5}');
});

it.each(['', 'rubbish', '{"used":["fly"],"screens":1}', '[]'])(
  '[LK36] a file with %j is taken for none',
  async (text) => {
    const path = file();
    writeFileSync(path, text);
    expect((await firstKeysFile(path)).shown).toEqual({ used: [], screens: 1 });
  },
);

it('[LK36] a folder that is not there costs nothing but the memory', async () => {
  const path = `${scratchFolder()}/gone/first-keys.json`;
  expect((await firstKeysFile(path)).shown).toEqual({ used: [], screens: 1 });
  expect(existsSync(path)).toBe(false);
});
