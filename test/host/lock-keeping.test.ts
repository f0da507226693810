import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { keepLock } from '../../src/host/lock-keeping.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import { holdsLock, takeProcessLock } from '../../src/system/process-lock.ts';
import { hostClock } from '../support/host-clock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

function kept() {
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
  return { folder, path, clock, told, keeping };
}

it('[BR9] a lock that goes with its folder is taken again, and one that stays is left', () => {
  const { folder, path, clock, told, keeping } = kept();
  clock.passMs(60_000);
  expect(told).toEqual([]);
  rmSync(folder, { recursive: true });
  clock.passMs(60_000);
  expect(told).toEqual(['taken again']);
  expect(holdsLock(path, process.pid)).toBe(true);
  keeping.close();
  expect(clock.planned()).toBe(0);
});

it('[BR9] a lock that another host has by now is lost, which is told once', () => {
  const { folder, path, clock, told } = kept();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(path, processIdentity(process.ppid) ?? '');
  clock.passMs(60_000);
  expect(told).toEqual([`lost to ${process.ppid}`]);
  expect(clock.planned()).toBe(0);
});
