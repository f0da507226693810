import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { keepLock } from '../../src/host/lock-keeping.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import { holdsLock, takeProcessLock } from '../../src/system/process-lock.ts';
import { eventually } from '../support/eventually.ts';
import { hostClock } from '../support/host-clock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

async function kept() {
  const folder = `${scratchFolder()}/state`;
  mkdirSync(folder);
  const path = `${folder}/host.lock`;
  const clock = hostClock();
  takeProcessLock(path, process.pid);
  const told: string[] = [];
  const keeping = keepLock({
    path,
    pid: process.pid,
    timers: clock,
    onTakenAgain: () => told.push('taken again'),
    onLost: (pid) => told.push(`lost to ${pid}`),
  });
  onTestFinished(keeping.close);
  await keeping.ready;
  const looksSoon = () => eventually(() => expect(clock.planned()).toBe(1));
  return { folder, path, clock, told, keeping, looksSoon };
}

it('[BR9] a lock that goes with its folder is taken again, and one that stays is left', async () => {
  const { folder, path, clock, told, keeping, looksSoon } = await kept();
  expect(clock.planned()).toBe(0);
  rmSync(folder, { recursive: true });
  await looksSoon();
  clock.passMs(60_000);
  expect(told).toEqual(['taken again']);
  expect(holdsLock(path, process.pid)).toBe(true);
  // Once more, of the new one.
  rmSync(folder, { recursive: true });
  await looksSoon();
  clock.passMs(5_000);
  expect(told).toEqual(['taken again', 'taken again']);
  keeping.close();
  expect(clock.planned()).toBe(0);
});

it('[BR9] a lock that another host has by now is lost, which is told once', async () => {
  const { folder, path, clock, told, looksSoon } = await kept();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path, processIdentity(process.ppid) ?? '');
  await looksSoon();
  clock.passMs(60_000);
  expect(told).toEqual([`lost to ${process.ppid}`]);
  expect(clock.planned()).toBe(0);
});
