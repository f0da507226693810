import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Exit } from '../../src/core/agent/agent.ts';
import { type Pty, startPty } from '../../src/host/terminal/pty.ts';
import { queueLimitBytes } from '../../src/host/terminal/write-queue.ts';
import { processIdentity } from '../../src/system/process-identity.ts';
import type { ProcessStop } from '../../src/system/process-stops.ts';

type Started = {
  readonly pty: Pty;
  readonly output: () => string;
  readonly outputBytes: () => number;
  readonly ended: Promise<Exit>;
  readonly saysWhen: (text: string) => Promise<void>;
};

function start(script: string, change: Partial<Parameters<typeof startPty>[0]> = {}): Started {
  const chunks: Uint8Array[] = [];
  const waiting = new Set<() => void>();
  let onExit: (exit: Exit) => void = () => {};
  const ended = new Promise<Exit>((resolve) => {
    onExit = resolve;
  });
  const pty = startPty({
    file: process.execPath,
    arguments: ['-e', script],
    cwd: process.cwd(),
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' },
    columns: 80,
    rows: 24,
    onOutput(bytes) {
      chunks.push(bytes);
      for (const check of waiting) check();
    },
    onStop: () => undefined,
    onExit: (exit) => onExit(exit),
    ...change,
  });
  if ('problem' in pty) throw new Error(pty.problem);
  const output = () => Buffer.concat(chunks).toString();
  return {
    pty,
    output,
    outputBytes: () => chunks.reduce((total, chunk) => total + chunk.length, 0),
    ended,
    saysWhen: (text) =>
      new Promise((resolve) => {
        const check = () => {
          if (!output().includes(text)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

const raw = 'process.stdin.setRawMode(true);';

describe('pty', () => {
  it('[PT1] keeps the last output of a program that exits right after it', async () => {
    const line = `${'x'.repeat(98)}\n`;
    for (let run = 0; run < 8; run += 1) {
      const { ended, output } = start(
        `require('fs').writeSync(1, ${JSON.stringify(line)}.repeat(2000) + 'the end'); process.exit(3)`,
      );
      expect(await ended).toEqual({ code: 3, signal: null });
      expect(output().endsWith('the end')).toBe(true);
      expect(output().length).toBe(2000 * 100 + 'the end'.length);
    }
  });

  it('[PT1] keeps the last output of a program that ended while its output was held back', async () => {
    const { pty, ended, output, saysWhen } = start(
      `process.stdout.write('ready'); ${raw} process.stdin.once('data', () => { require('fs').writeSync(1, 'y'.repeat(3000) + 'the end'); process.exit(0) })`,
    );
    await saysWhen('ready');
    pty.pause();
    pty.write(Buffer.from('x'));
    await until(() => processIdentity(pty.pid) === null);
    // Longer than the 200 ms after which node-pty itself would throw the output away.
    await delay(400);
    pty.resume();
    await ended;
    expect(output().endsWith('the end')).toBe(true);
  });

  it('[PT2] shows no program the terminal of another', async () => {
    const first = start(`process.stdout.write('ready'); setInterval(() => {}, 1000)`);
    await first.saysWhen('ready');
    const second = start(
      `const fs = require('fs'); for (const fd of fs.readdirSync('/proc/self/fd')) { try { console.log(fd, fs.readlinkSync('/proc/self/fd/' + fd)) } catch {} }`,
    );
    await second.ended;
    expect(second.output()).toContain('/dev/pts/');
    expect(second.output()).not.toContain('ptmx');
    expect(new Set(second.output().match(/\/dev\/pts\/\d+/g)).size).toBe(1);
    first.pty.signal('SIGKILL');
    await first.ended;
  });

  it('[PT2] leaves no descriptor open behind a program that has ended', async () => {
    const terminals = () =>
      readdirSync('/proc/self/fd').filter((fd) => /ptmx|pts/.test(linkOf(`/proc/self/fd/${fd}`)));
    const before = terminals();
    for (let run = 0; run < 3; run += 1) await start('0').ended;
    expect(terminals()).toEqual(before);
  });

  it('[PT3] a program that does not read costs no processor time', async () => {
    const { pty, ended, saysWhen } = start(
      `${raw} process.stdin.pause(); process.stdout.write('ready'); setInterval(() => {}, 1000)`,
    );
    await saysWhen('ready');
    expect(pty.write(Buffer.alloc(1024 * 1024, 'a'))).toBe(true);
    await delay(300);
    const before = process.cpuUsage();
    await delay(1000);
    const used = process.cpuUsage(before);
    // A busy loop takes a million microseconds a second.
    expect(used.user + used.system).toBeLessThan(150_000);
    expect(pty.waitingBytes()).toBeGreaterThan(900_000);
    pty.signal('SIGKILL');
    await ended;
  });

  it('[PT4] writes all of a paste, in order, to a program that reads slowly', async () => {
    const sizeBytes = 1024 * 1024;
    const { pty, ended, output, saysWhen } = start(
      `${raw} const hash = require('crypto').createHash('sha1'); let got = 0; process.stdout.write('ready');
       process.stdin.on('data', (data) => { hash.update(data); got += data.length;
         if (got === ${sizeBytes}) { console.log('hash ' + hash.digest('hex')); process.exit(0) } })`,
    );
    await saysWhen('ready');
    const bytes = Buffer.from(
      Array.from({ length: sizeBytes }, (_, index) => (index * 31 + (index >> 8)) & 0xff),
    );
    expect(pty.write(bytes)).toBe(true);
    await ended;
    expect(output()).toContain(createHash('sha1').update(bytes).digest('hex'));
  });

  it('[PT4] refuses more than the queue holds, whole', async () => {
    const { pty, ended, saysWhen } = start(
      `${raw} process.stdin.pause(); process.stdout.write('ready'); setInterval(() => {}, 1000)`,
    );
    await saysWhen('ready');
    expect(pty.write(Buffer.alloc(queueLimitBytes))).toBe(true);
    const waiting = pty.waitingBytes();
    expect(pty.write(Buffer.alloc(queueLimitBytes))).toBe(false);
    expect(pty.waitingBytes()).toBe(waiting);
    pty.signal('SIGKILL');
    await ended;
    expect(pty.write(Buffer.from('x'))).toBe(false);
  });

  it('[PT5] gives bytes as they came, not decoded', async () => {
    const { ended, output, outputBytes } = start(
      `require('fs').writeSync(1, Buffer.from([0xff, 0xfe, 0x41]))`,
    );
    await ended;
    expect(outputBytes()).toBe(3);
    expect(output()).toContain('A');
  });

  it('[PT6] resize never throws, whatever the numbers and whenever', async () => {
    const { pty, ended, output, saysWhen } = start(
      `process.stdout.write('ready'); process.on('SIGWINCH', () => { console.log(process.stdout.columns + 'x' + process.stdout.rows); process.exit(0) })
       setInterval(() => {}, 1000)`,
    );
    await saysWhen('ready');
    for (const wrong of [0, -1, Number.NaN, 1.5, 70000, Number.POSITIVE_INFINITY]) {
      pty.resize(wrong, 24);
      pty.resize(80, wrong);
    }
    pty.resize(101, 31);
    await ended;
    expect(output()).toContain('101x31');
    pty.resize(80, 24);
  });

  it('[PT7] names the signal that ended a program', async () => {
    const { pty, ended, saysWhen } = start(
      `process.stdout.write('ready'); setInterval(() => {}, 1000)`,
    );
    await saysWhen('ready');
    pty.signal('SIGKILL');
    expect(await ended).toEqual({ code: 0, signal: 'SIGKILL' });
  });

  it('[PT8] signals the whole group, and nothing once the program has ended', async () => {
    const { pty, ended, output, saysWhen } = start(
      `const child = require('child_process').spawn('sleep', ['1000']); console.log('child ' + child.pid + ' ready')`,
    );
    await saysWhen('ready');
    const child = Number(/child (\d+)/.exec(output())?.[1]);
    pty.signal('SIGTERM');
    await ended;
    await until(() => processIdentity(child) === null);
    pty.signal('SIGKILL');
  });

  it('[PT9] tells of an exit at once, even when a left-over process keeps the terminal open', async () => {
    const { ended, output } = start(
      `const child = require('child_process').spawn('sleep', ['1000'], { stdio: 'inherit', detached: true }); child.unref(); console.log('child ' + child.pid + ' at ' + Date.now()); process.exit(0)`,
    );
    await ended;
    const [, child, at] = /child (\d+) at (\d+)/.exec(output()) ?? [];
    process.kill(Number(child), 'SIGKILL');
    expect(Date.now() - Number(at)).toBeLessThan(1000);
  });

  it('[PT10] says what is wrong when no program can be started', async () => {
    const { ended, output } = start('', { file: '/nowhere/codex' });
    expect((await ended).code).not.toBe(0);
    expect(output()).toContain('No such file');
  });

  it('[TS47] keeps the only output of a program that has ended before the host looks', async () => {
    for (let run = 0; run < 20; run += 1) {
      const { ended, output } = start('', { file: '/bin/echo', arguments: ['no luck'] });
      // Longer than the program takes, and than the quiet that tells that all is read.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
      await ended;
      expect(output()).toBe('no luck\r\n');
    }
  });

  it('[TS40] tells that its program is stopped, by which signal, and that it goes on', async () => {
    const stops: (ProcessStop | null)[] = [];
    const onStop = (stop: ProcessStop | null) => stops.push(stop);
    const { pty, ended, saysWhen } = start(
      `process.stdout.write('ready'); ${raw} process.stdin.resume()`,
      { onStop },
    );
    await saysWhen('ready');
    process.kill(pty.pid, 'SIGSTOP');
    await expect.poll(() => stops).toEqual([{ signal: 'SIGSTOP' }]);
    process.kill(pty.pid, 'SIGCONT');
    await expect.poll(() => stops).toEqual([{ signal: 'SIGSTOP' }, null]);
    process.kill(pty.pid, 'SIGSTOP');
    await expect.poll(() => stops).toHaveLength(3);
    process.kill(pty.pid, 'SIGKILL');
    expect(await ended).toEqual({ code: 0, signal: 'SIGKILL' });
    expect(stops).toHaveLength(3);
  });

  it('[TS41] SIGTERM ends a program that is stopped, too', async () => {
    const stops: (ProcessStop | null)[] = [];
    const onStop = (stop: ProcessStop | null) => stops.push(stop);
    const { pty, ended, saysWhen } = start(
      `process.stdout.write('ready'); ${raw} process.stdin.resume()`,
      { onStop },
    );
    await saysWhen('ready');
    process.kill(pty.pid, 'SIGSTOP');
    await expect.poll(() => stops).toHaveLength(1);
    pty.signal('SIGTERM');
    expect(await ended).toEqual({ code: 0, signal: 'SIGTERM' });
  });
});

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function delay(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(5);
}
