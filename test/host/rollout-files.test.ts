import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { followRollout } from '../../src/host/witnesses/rollout-files.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function followed(path: string) {
  const lines: string[] = [];
  const { ready, close } = followRollout(path, (line) => lines.push(line));
  onTestFinished(() => close());
  await ready;
  return { lines, close };
}

const soon = { interval: 5 };

it('[RO1] gives what a new file holds, then each line as it is written', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  writeFileSync(path, 'one\ntwo\n');
  const { lines } = await followed(path);
  expect(lines).toEqual(['one', 'two']);
  appendFileSync(path, 'three\n\nfour\n');
  await eventually(() => expect(lines).toEqual(['one', 'two', 'three', '', 'four']), soon);
});

it('[RO2] keeps a partial last line until it is whole, also when it ends inside a character', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  const bytes = Buffer.from('before\n{"text":"ü🙂"}\n');
  const { lines } = await followed(path);
  for (let at = 0; at < bytes.length; at += 3) {
    appendFileSync(path, bytes.subarray(at, at + 3));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually(() => expect(lines).toEqual(['before', '{"text":"ü🙂"}']), soon);
});

it('[RO3] waits for a file whose folders are not there yet', async () => {
  const folder = `${scratchFolder()}/2026/11/21`;
  const { lines } = await followed(`${folder}/rollout.jsonl`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/rollout.jsonl`, 'one\n');
  await eventually(() => expect(lines).toEqual(['one']), soon);
});

it('[RO4] of a long file it gives only whole lines near the end, and stays small', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  const line = (n: number) => `${n} ${'x'.repeat(1000)}`;
  writeFileSync(path, Array.from({ length: 100_000 }, (_, n) => `${line(n)}\n`).join(''));
  const before = process.memoryUsage.rss();
  const { lines } = await followed(path);
  expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.length).toBeLessThan(1000);
  expect(lines).toEqual(lines.map((_, n) => line(100_000 - lines.length + n)));
  appendFileSync(path, 'more\n');
  await eventually(() => expect(lines.at(-1)).toBe('more'), soon);
});

it('[RO5] bytes that are no UTF-8 do not stop it', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  writeFileSync(path, Buffer.from([0x61, 0xff, 0xc3, 0x0a, 0x62, 0x0a]));
  expect((await followed(path)).lines).toEqual(['a\ufffd\ufffd', 'b']);
});

it('[RO6] a file that was cut or replaced is read from its start again', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  writeFileSync(path, 'one\ntwo\nhal');
  const { lines } = await followed(path);
  truncateSync(path, 0);
  await eventually(() => {
    appendFileSync(path, 'n\n');
    expect(lines).toContain('n');
  }, soon);
  writeFileSync(`${path}.new`, 'replaced\n');
  renameSync(`${path}.new`, path);
  await eventually(() => expect(lines.at(-1)).toBe('replaced'), soon);
  expect(lines).not.toContain('haln');
});

it('[RO7] a file that was deleted is found again when it comes back', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  writeFileSync(path, 'one\n');
  const { lines } = await followed(path);
  rmSync(path);
  writeFileSync(path, 'two\n');
  await eventually(() => expect(lines).toEqual(['one', 'two']), soon);
  appendFileSync(path, 'three\n');
  await eventually(() => expect(lines).toEqual(['one', 'two', 'three']), soon);
});

it('[RO8] leaves out a line that is absurdly long, and goes on after it', async () => {
  const path = `${scratchFolder()}/rollout.jsonl`;
  const { lines } = await followed(path);
  writeFileSync(path, 'one\n');
  await eventually(() => expect(lines).toEqual(['one']), soon);
  appendFileSync(path, `${'x'.repeat(9_000_000)}\ntwo\n`);
  await eventually(() => expect(lines).toEqual(['one', 'two']), soon);
});

it('[RO9] a folder or a FIFO in its place holds up nothing, and after close no line comes', async () => {
  const folder = scratchFolder();
  expect((await followed(folder)).lines).toEqual([]);
  execFileSync('mkfifo', [`${folder}/fifo`]);
  expect((await followed(`${folder}/fifo`)).lines).toEqual([]);
  const path = `${folder}/rollout.jsonl`;
  writeFileSync(path, 'one\n');
  const { lines, close } = await followed(path);
  await close();
  appendFileSync(path, 'two\n');
  const other = await followed(path);
  expect(other.lines).toEqual(['one', 'two']);
  expect(lines).toEqual(['one']);
});
