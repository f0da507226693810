import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  codexHomeOf,
  firstLines,
  rolloutPaths,
  rolloutPlace,
} from '../../src/system/session-files.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[SF12] of a large file only the first lines are read', async () => {
  const path = `${scratchFolder()}/large.jsonl`;
  writeFileSync(path, 'first ü\nsecond\n');
  // More than a text can hold.
  truncateSync(path, 8e9);
  expect(await firstLines(path, 2)).toEqual(['first ü', 'second']);
});

it('[SF12] a short file is given whole, a packed one unpacked, and what is neither throws', async () => {
  const folder = scratchFolder();
  writeFileSync(`${folder}/short`, 'first\nsecond');
  expect(await firstLines(`${folder}/short`, 9)).toEqual(['first', 'second']);
  writeFileSync(`${folder}/a.jsonl.zst`, zstdCompressSync(Buffer.from('first\nsecond\nthird')));
  expect(await firstLines(`${folder}/a.jsonl.zst`, 1)).toEqual(['first']);
  writeFileSync(`${folder}/b.jsonl.zst`, 'garbage');
  await expect(firstLines(`${folder}/b.jsonl.zst`, 1)).rejects.toThrow();
  writeFileSync(`${folder}/line`, 'x'.repeat(5_000_000));
  await expect(firstLines(`${folder}/line`, 1)).rejects.toThrow('over 2 MB');
  await expect(firstLines(folder, 1)).rejects.toThrow('not a file');
  await expect(firstLines('/dev/null', 1)).rejects.toThrow('not a file');
});

it('[SF13] rollouts are listed by name, newest first, archived ones last', async () => {
  const home = scratchFolder();
  const files = [
    'sessions/2026/11/21/rollout-b.jsonl',
    'sessions/2026/11/21/rollout-a.jsonl',
    'sessions/2025/01/02/rollout-c.jsonl.zst',
    'archived_sessions/rollout-d.jsonl',
  ];
  const others = ['sessions/2026/11/21/.rollout-e.jsonl', 'sessions/notes/x/y/rollout-f.jsonl'];
  for (const file of [...files, ...others]) {
    mkdirSync(`${home}/${file}`.replace(/\/[^/]*$/, ''), { recursive: true });
    writeFileSync(`${home}/${file}`, '');
  }
  expect(await rolloutPaths(home)).toEqual(files.map((file) => `${home}/${file}`));
  expect(await rolloutPaths(`${home}/gone`)).toEqual([]);
});

it('[SF13] the home of a rollout is told by where it stands', () => {
  expect(codexHomeOf('/h/sessions/2026/11/21/rollout-a.jsonl')).toBe('/h');
  expect(codexHomeOf('/h/archived_sessions/rollout-a.jsonl')).toBe('/h');
  expect(codexHomeOf('/downloads/rollout-a.jsonl')).toBeNull();
  expect(rolloutPlace('/h', '/x/rollout-2026-11-21T07-21-56-id.jsonl')).toBe(
    '/h/sessions/2026/11/21/rollout-2026-11-21T07-21-56-id.jsonl',
  );
});
