import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeProcessLock } from '../../src/system/process-lock.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const lockModule = new URL('../../src/system/process-lock.ts', import.meta.url).href;

describe('process lock', () => {
  it('[SY1] the second finds the lock held and by whom', async () => {
    const path = join(scratchFolder(), 'a.lock');
    const lock = takeProcessLock(path, process.pid);
    expect(lock).toHaveProperty('release');
    expect(takeProcessLock(path, process.ppid)).toEqual({ heldBy: process.pid });
    if ('release' in lock) lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('[SY1] the lock of a process that is gone is stale, whatever its age', async () => {
    const folder = scratchFolder();
    const path = join(folder, 'a.lock');
    const child = spawn('sleep', ['100']);
    takeProcessLock(path, child.pid ?? 0);
    expect(takeProcessLock(path, process.pid)).toEqual({ heldBy: child.pid });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(takeProcessLock(path, process.pid)).toHaveProperty('release');
    expect(readFileSync(path, 'utf8')).toContain(`${process.pid} `);
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  it('[SY1] a stranger that got the pid of a dead host does not hold its lock', async () => {
    const path = join(scratchFolder(), 'a.lock');
    takeProcessLock(path, process.pid);
    const [pid, boot, start] = readFileSync(path, 'utf8').split(' ');
    writeFileSync(path, `${pid} ${boot} ${Number(start) - 1}`);
    expect(takeProcessLock(path, process.pid)).toHaveProperty('release');
    writeFileSync(path, `${pid} another-boot ${start}`);
    expect(takeProcessLock(path, process.pid)).toHaveProperty('release');
    writeFileSync(path, 'garbage');
    expect(takeProcessLock(path, process.pid)).toHaveProperty('release');
  });

  it('[SY1] releases only its own lock', async () => {
    const path = join(scratchFolder(), 'a.lock');
    const lock = takeProcessLock(path, process.pid);
    writeFileSync(path, 'another');
    if ('release' in lock) lock.release();
    expect(readFileSync(path, 'utf8')).toBe('another');
  });

  it('[SY2] of many processes that find the same dead lock one takes it', async () => {
    const path = join(scratchFolder(), 'a.lock');
    writeFileSync(path, '999999 an-older-boot 1');
    const contenders = Array.from({ length: 6 }, () => contender(path));
    const answers = await Promise.all(contenders.map(({ answer }) => answer));
    for (const { child } of contenders) child.stdin.end();
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
  });
});

/** Says whether it took the lock, and lives until its input ends. */
function contender(path: string) {
  const program = `
    const { takeProcessLock } = await import(${JSON.stringify(lockModule)});
    const lock = takeProcessLock(${JSON.stringify(path)}, process.pid);
    process.stdout.write('release' in lock ? 'taken' : 'held');
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const answer = once(child.stdout, 'data').then(([data]) => String(data));
  return { child, answer };
}
