import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeHostLock } from '../../src/host/only-one-host.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

describe('only one host', () => {
  it('[HO6] the second finds the lock held and by whom', async () => {
    const path = join(scratchFolder(), 'host.lock');
    const lock = takeHostLock(path, process.pid);
    expect(lock).toHaveProperty('release');
    expect(takeHostLock(path, process.ppid)).toEqual({ heldBy: process.pid });
    if ('release' in lock) lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('[HO6] the lock of a process that is gone is stale, whatever its age', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'host.lock');
    const child = spawn('sleep', ['100']);
    takeHostLock(path, child.pid ?? 0);
    expect(takeHostLock(path, process.pid)).toEqual({ heldBy: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(takeHostLock(path, process.pid)).toHaveProperty('release');
    expect(readFileSync(path, 'utf8')).toContain(`${process.pid} `);
    expect(readdirSync(folder)).toEqual(['host.lock']);
  });

  it('[HO6] a stranger that got the pid of a dead host does not hold its lock', async () => {
    const path = join(scratchFolder(), 'host.lock');
    takeHostLock(path, process.pid);
    const [pid, boot, start] = readFileSync(path, 'utf8').split(' ');
    writeFileSync(path, `${pid} ${boot} ${Number(start) - 1}`);
    expect(takeHostLock(path, process.pid)).toHaveProperty('release');
    writeFileSync(path, `${pid} another-boot ${start}`);
    expect(takeHostLock(path, process.pid)).toHaveProperty('release');
    writeFileSync(path, 'garbage');
    expect(takeHostLock(path, process.pid)).toHaveProperty('release');
  });

  it('[HO6] releases only its own lock', async () => {
    const path = join(scratchFolder(), 'host.lock');
    const lock = takeHostLock(path, process.pid);
    writeFileSync(path, 'another');
    if ('release' in lock) lock.release();
    expect(readFileSync(path, 'utf8')).toBe('another');
  });
});
