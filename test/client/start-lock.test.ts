import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { processIdentity } from '../../src/client/process-identity.ts';
import { takeStartLock } from '../../src/client/start-lock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

it('[CL23] a start lock of a living process is respected, and released by its owner alone', async () => {
  const path = `${scratchFolder()}/start.lock`;
  const lock = await takeStartLock(path, process.pid);
  expect(lock).not.toBeNull();
  expect(await takeStartLock(path, process.ppid)).toBeNull();
  writeFileSync(path, 'somebody else');
  await lock?.release();
  expect(readFileSync(path, 'utf8')).toBe('somebody else');
});

it('[CL22] a start lock of a dead process is taken over', async () => {
  const path = `${scratchFolder()}/start.lock`;
  const child = spawn('sleep', ['60']);
  const identity = await processIdentity(child.pid!);
  writeFileSync(path, identity!);
  expect(await takeStartLock(path, process.pid)).toBeNull();
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const lock = await takeStartLock(path, process.pid);
  await lock?.release();
  expect(lock).not.toBeNull();
  expect(existsSync(path)).toBe(false);
});

it('[CL22] of many that find the same dead lock one takes it', async () => {
  const path = `${scratchFolder()}/start.lock`;
  writeFileSync(path, '999999 1 an-older-boot');
  const child = spawn('sleep', ['60']);
  const pids = [process.pid, process.ppid, child.pid!];
  const locks = await Promise.all(pids.map((pid) => takeStartLock(path, pid)));
  child.kill('SIGKILL');
  expect(locks.filter((lock) => lock !== null)).toHaveLength(1);
});

it('[CL24] a pid given to another process is not its earlier owner', async () => {
  const path = `${scratchFolder()}/start.lock`;
  const identity = await processIdentity(process.pid);
  expect(identity).toBe(await processIdentity(process.pid));
  expect(identity).not.toBe(await processIdentity(process.ppid));
  writeFileSync(path, identity!.replace(/ (\d+)/, ' 1$1'));
  expect(await takeStartLock(path, process.ppid)).not.toBeNull();
});
