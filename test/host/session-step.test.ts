import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import type { SessionId } from '../../src/core/agent/agent.ts';
import { bringRollouts, findSession } from '../../src/host/sessions/session-step.ts';
import { sessionWriter } from '../../src/host/sessions/session-writer.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const first = '01a1fcfb-b533-7d43-b73e-29f177d624d0' as SessionId;
const second = '01a1fcfc-b533-7d43-b73e-29f177d624d0' as SessionId;
const third = '01a1fcfd-b533-7d43-b73e-29f177d624d0' as SessionId;

function metaLine(id: string, forkedFrom: string | null = null): string {
  const payload = { id, cwd: '/w', ...(forkedFrom === null ? {} : { forked_from_id: forkedFrom }) };
  return `${JSON.stringify({ type: 'session_meta', payload })}\n`;
}

function rollout(
  home: string,
  id: string,
  text: string | Buffer,
  place = 'sessions/2026/11/21',
): string {
  const name = `rollout-2026-11-21T07-21-56-${id}.jsonl${typeof text === 'string' ? '' : '.zst'}`;
  mkdirSync(`${home}/${place}`, { recursive: true });
  writeFileSync(`${home}/${place}/${name}`, text);
  return `${home}/${place}/${name}`;
}

const fork = (path: string) => ({ type: 'fork', id: first, rollout: path }) as const;
const adopt = (path: string) => ({ type: 'adopt', id: first, rollout: path }) as const;

async function broughtFrom(path: string, home: string): Promise<readonly string[]> {
  const found = await findSession(fork(path));
  if (!found.ok) throw new Error(found.problem);
  const brought = await bringRollouts(found.rollouts, home);
  if ('problem' in brought) throw new Error(brought.problem);
  return brought.paths;
}

it('[SF10] a rollout is copied up to its last whole line, with its time', async () => {
  const folder = scratchFolder();
  const long = `{"text":"${'x'.repeat(200_000)}"}`;
  const path = rollout(`${folder}/a`, first, `${metaLine(first)}{"whole":1}\n${long}`);
  utimesSync(path, 1000, 2000);
  const [copy = ''] = await broughtFrom(path, `${folder}/b`);
  expect(copy).toBe(path.replace('/a/', '/b/'));
  expect(readFileSync(copy, 'utf8')).toBe(`${metaLine(first)}{"whole":1}\n`);
  expect(statSync(copy)).toMatchObject({ mtimeMs: 2_000_000 });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toHaveLength(metaLine(first).length + 12 + long.length);
  expect(readdirSync(dirname(copy))).toEqual([basename(copy)]);
});

it('[SF10] one that is there already is left as it is, and one in its own home stays', async () => {
  const folder = scratchFolder();
  const path = rollout(`${folder}/a`, first, metaLine(first));
  const mine = rollout(`${folder}/b`, first, `${metaLine(first)}{"mine":1}\n`);
  expect(await broughtFrom(path, `${folder}/b`)).toEqual([mine]);
  expect(readFileSync(mine, 'utf8')).toContain('mine');
  expect(await broughtFrom(path, `${folder}/a`)).toEqual([path]);
});

it('[SF10] archived and packed ones go where codex looks, as they are', async () => {
  const folder = scratchFolder();
  const packed = zstdCompressSync(Buffer.from(metaLine(first)));
  const path = rollout(`${folder}/a`, first, packed, 'archived_sessions');
  const [copy = ''] = await broughtFrom(path, `${folder}/b`);
  expect(copy).toBe(`${folder}/b/sessions/2026/11/21/${basename(path)}`);
  expect(readFileSync(copy)).toEqual(packed);
});

it('[SF11] with a forked session come all that it was forked from', async () => {
  const folder = scratchFolder();
  const home = `${folder}/a`;
  rollout(home, third, metaLine(third), 'archived_sessions');
  rollout(home, second, metaLine(second, third), 'sessions/2025/01/02');
  const path = rollout(home, first, metaLine(first, second));
  const copies = await broughtFrom(path, `${folder}/b`);
  expect(copies.map((copy) => /([0-9a-f-]{36})\.jsonl$/.exec(copy)?.[1])).toEqual([
    first,
    second,
    third,
  ]);
});

it('[SF11] without the one that it was forked from it is refused; a circle is no endless chain', async () => {
  const folder = scratchFolder();
  const lonely = rollout(`${folder}/a`, first, metaLine(first, second));
  expect(await findSession(fork(lonely))).toMatchObject({
    ok: false,
    problem: expect.stringContaining(`was forked from session ${second}`),
  });
  rollout(`${folder}/a`, second, metaLine(second, first));
  expect(await findSession(fork(lonely))).toMatchObject({ ok: true });
});

it('[SF11] a file that is gone or no rollout is refused with its path', async () => {
  const folder = scratchFolder();
  expect(await findSession(fork(`${folder}/gone.jsonl`))).toMatchObject({
    problem: `The conversation in ${folder}/gone.jsonl cannot be read: it does not exist.`,
  });
  const path = rollout(folder, first, 'hello\n');
  expect(await findSession(fork(path))).toMatchObject({
    problem: expect.stringContaining(`${path} is no rollout of codex`),
  });
});

it('[SF16] a session that a process has open is known by its lock, and one that is left behind is no lock', async () => {
  const home = scratchFolder();
  const path = rollout(home, first, metaLine(first));
  mkdirSync(`${home}/thread-writer-locks`);
  const lock = `${home}/thread-writer-locks/${first}.lock`;
  expect(await sessionWriter(home, first)).toBeNull();
  const holder = spawn('flock', [lock, '-c', 'echo locked; exec sleep 60'], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  onTestFinished(() => {
    if (holder.exitCode === null && holder.signalCode === null)
      process.kill(-holder.pid!, 'SIGKILL');
  });
  await once(holder.stdout, 'data');
  expect(await findSession(adopt(path))).toMatchObject({
    ok: false,
    problem: expect.stringMatching(
      new RegExp(`Session ${first} is open in process \\d+ in ${home}\\. Leave it there`),
    ),
  });
  // A fork is a copy of what is there.
  expect(await findSession(fork(path))).toMatchObject({ ok: true });
  const ended = once(holder, 'exit');
  process.kill(-holder.pid!, 'SIGKILL');
  await ended;
  await expect.poll(() => sessionWriter(home, first)).toBeNull();
  expect(await findSession(adopt(path))).toMatchObject({ ok: true });
});
