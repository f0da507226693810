import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeFolder } from '../../src/system/make-folder.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[SY3] a folder is made with those above it, for its owner alone, and told which was the first', () => {
  const top = scratchFolder();
  expect(makeFolder(`${top}/a/b/c`)).toBe(`${top}/a`);
  expect(statSync(`${top}/a/b/c`).mode & 0o777).toBe(0o700);
  expect(statSync(`${top}/a`).mode & 0o777).toBe(0o700);
  expect(makeFolder(`${top}/a/b/c`)).toBeNull();
  expect(makeFolder(`${top}/a/b/d`)).toBe(`${top}/a/b/d`);
});

it('[SY3] a link to a folder is one', () => {
  const top = scratchFolder();
  mkdirSync(`${top}/there`);
  symlinkSync(`${top}/there`, `${top}/link`);
  expect(makeFolder(`${top}/link`)).toBeNull();
  expect(makeFolder(`${top}/link/a`)).toBe(`${top}/link/a`);
});

it('[SY4] where no folder can be made, the operating system says why, at once', () => {
  const file = `${scratchFolder()}/file`;
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow('EEXIST');
  expect(() => makeFolder(`${file}/a/b`)).toThrow('ENOTDIR');
});

it.runIf(process.platform === 'linux')('[SY4] not even under /proc', () => {
  expect(() => makeFolder('/proc/codex-grid/a')).toThrow('ENOENT');
});
