import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { appendedLines } from '../../src/system/appended-lines.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[SB56] a line of a record is read once it is whole, and once', async () => {
  const path = `${scratchFolder()}/record`;
  expect(await appendedLines(path, 0)).toEqual({ lines: [], next: 0 });
  const [tea, cup] = ['茶茶', 'x'.repeat(600_000)];
  const bytes = Buffer.from(`old\n${tea}\n${cup}`);
  writeFileSync(path, bytes.subarray(0, 8));
  expect(await appendedLines(path, 4)).toEqual({ lines: [], next: 4 });
  appendFileSync(path, bytes.subarray(8));
  const { lines, next } = await appendedLines(path, 4);
  expect(lines).toEqual([tea]);
  appendFileSync(path, '\n');
  expect((await appendedLines(path, next)).lines).toEqual([cup]);
});
