import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hostLog } from '../../src/host/host-log.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const limitBytes = 5 * 1024 * 1024;

it('[SE40] a full log is kept once, and what comes goes into a new one', () => {
  const path = `${scratchFolder()}/host.log`;
  writeFileSync(path, 'x'.repeat(limitBytes - 10));
  writeFileSync(`${path}.1`, 'older');
  const log = hostLog(path, () => 0);
  log('started', { pid: 7 });
  expect(readFileSync(path, 'utf8')).toBe(
    '{"at":"1970-01-01T00:00:00.000Z","event":"started","pid":7}\n',
  );
  expect(statSync(`${path}.1`).size).toBe(limitBytes - 10);
  const fact = 'y'.repeat(1024 * 1024);
  for (let line = 0; line < 12; line += 1) log('bug', { fact });
  expect(statSync(path).size).toBeLessThanOrEqual(limitBytes);
  expect(statSync(`${path}.1`).size).toBeLessThanOrEqual(limitBytes);
  expect(existsSync(`${path}.2`)).toBe(false);
});

it('[SE40] a log that cannot be moved aside stops growing', () => {
  const path = `${scratchFolder()}/host.log`;
  writeFileSync(path, 'x'.repeat(limitBytes + 1));
  mkdirSync(`${path}.1/in-the-way`, { recursive: true });
  hostLog(path, () => 0)('started', {});
  expect(statSync(path).size).toBe(limitBytes + 1);
});
