import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { markerEvidence } from '../../src/core/lifecycle/marker-evidence.ts';
import { watchMarkers } from '../../src/host/witnesses/markers.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

let count = 0;

const session = '01a1f4a3-52b8-7c61-8d3e-6c2f7a90606b';

/** As hooks/mark does it. */
function leave(folder: string, event = 'Stop', fields: object = {}): string {
  count += 1;
  const name = `${String(count).padStart(10, '0')}.a1.${event}`;
  const payload = { session_id: session, hook_event_name: event, ...fields };
  const text = `codex-grid-marker 1 ${event}\n${JSON.stringify(payload)}`;
  writeFileSync(`${folder}/.tmp-${name}`, text);
  renameSync(`${folder}/.tmp-${name}`, `${folder}/${name}`);
  return name;
}

const payloadOf = (text = ''): unknown => JSON.parse(text.slice(text.indexOf('\n')));

function watched(folder: string) {
  const told: { agent: string; text: string; at: number }[] = [];
  const malformed: (readonly [name: string, reason: string])[] = [];
  const watch = watchMarkers(folder, {
    onMarker: (agent, text, at) => {
      const evidence = markerEvidence(text, at);
      if ('malformed' in evidence) return evidence.malformed;
      told.push({ agent, text, at });
      return null;
    },
    onMalformed: (name, reason) => malformed.push([name, reason]),
  });
  onTestFinished(() => watch.close());
  const events = () => told.map(({ text }) => text.split('\n')[0]?.split(' ')[2]);
  return { ...watch, told, malformed, events };
}

it('[MK1] tells a marker soon after it was left, with its agent and time, and removes it', async () => {
  const folder = `${scratchFolder()}/markers`;
  const { ready, told, malformedCount } = watched(folder);
  await ready;
  const before = Date.now();
  leave(folder, 'Stop', { turn_id: 't' });
  await eventually(() => expect(told).toHaveLength(1), { interval: 2 });
  expect(told[0]!.agent).toBe('a1');
  expect(payloadOf(told[0]!.text)).toMatchObject({ hook_event_name: 'Stop', turn_id: 't' });
  expect(Math.abs(told[0]!.at - before)).toBeLessThan(300);
  await eventually(() => expect(readdirSync(folder)).toEqual([]));
  expect(malformedCount()).toBe(0);
});

it('[SE21] a marker stays until what it told is kept, and is told at once all the same', async () => {
  const folder = scratchFolder();
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  let told = 0;
  const watch = watchMarkers(folder, {
    onMarker() {
      told += 1;
      return null;
    },
    onMalformed: () => undefined,
    kept: () => kept,
  });
  onTestFinished(() => watch.close());
  const names = [leave(folder, 'SessionStart'), leave(folder, 'UserPromptSubmit')];
  await eventually(() => expect(told).toBe(2));
  expect(readdirSync(folder)).toEqual(names);
  keep();
  await eventually(() => expect(readdirSync(folder)).toEqual([]));
  expect(told).toBe(2);
});

it('[TS20] markers are told without waiting for what was told before to be kept', async () => {
  const folder = scratchFolder();
  let told = 0;
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  const watch = watchMarkers(folder, {
    onMarker() {
      told += 1;
      return null;
    },
    onMalformed: () => undefined,
    kept: () => kept,
  });
  onTestFinished(() => watch.close());
  leave(folder, 'SessionStart');
  await eventually(() => expect(told).toBe(1));
  leave(folder, 'UserPromptSubmit');
  watch.takeNow();
  watch.takeNow();
  expect(told).toBe(2);
  keep();
  await eventually(() => expect(readdirSync(folder)).toEqual([]));
  expect(told).toBe(2);
});

it('[MK2] tells what was left while nobody watched, oldest first, then by name', async () => {
  const folder = scratchFolder();
  const third = leave(folder, 'Stop');
  const first = leave(folder, 'SessionStart');
  const second = leave(folder, 'PreToolUse');
  const fourth = leave(folder, 'SessionEnd');
  utimesSync(`${folder}/${first}`, 10, 10.001);
  utimesSync(`${folder}/${second}`, 10, 10.002);
  utimesSync(`${folder}/${third}`, 20, 20);
  utimesSync(`${folder}/${fourth}`, 20, 20);
  const { ready, events } = watched(folder);
  await ready;
  expect(events()).toEqual(['SessionStart', 'PreToolUse', 'Stop', 'SessionEnd']);
});

it('[MK3] five hundred at once are each told once, in order', async () => {
  const folder = scratchFolder();
  const { ready, told } = watched(folder);
  await ready;
  for (let n = 0; n < 500; n += 1) leave(folder, 'PreToolUse', { n });
  await eventually(() => expect(told).toHaveLength(500));
  const numbers = told.map(({ text }) => (payloadOf(text) as { n: number }).n);
  expect(numbers).toEqual(Array.from({ length: 500 }, (_, n) => n));
  await eventually(() => expect(readdirSync(folder)).toEqual([]));
});

it('[MK4] what is no marker is put aside with a reason and holds up nothing', async () => {
  const folder = scratchFolder();
  execFileSync('mkfifo', [`${folder}/0000000001.a1.Stop`]);
  symlinkSync('/etc/passwd', `${folder}/0000000002.a1.Stop`);
  symlinkSync('/nowhere', `${folder}/0000000003.a1.Stop`);
  mkdirSync(`${folder}/0000000004.a1.Stop`);
  writeFileSync(`${folder}/0000000005.a1.Stop.9`, '');
  writeFileSync(`${folder}/0000000006.a1.Stop`, 'codex-grid-marker 2 Stop\n{}');
  writeFileSync(`${folder}/0000000007.a1.Stop`, 'codex-grid-marker 1 Interrupt\n{}');
  writeFileSync(`${folder}/0000000008.a1.Stop`, 'codex-grid-marker 1 Stop\n{"half":');
  writeFileSync(`${folder}/0000000009.a1.Stop`, 'codex-grid-marker 1 Stop\n"text"');
  writeFileSync(`${folder}/0000000010.a1.Stop`, Buffer.from([0, 255, 254, 10, 13]));
  writeFileSync(`${folder}/0000000011.a1.Nothing`, 'codex-grid-marker 1 Nothing\n{}');
  writeFileSync(`${folder}/0000000012...a1.Stop`, 'codex-grid-marker 1 Stop\n{}');
  writeFileSync(`${folder}/something`, '');
  const names = readdirSync(folder);
  leave(folder);
  const { ready, told, malformed, malformedCount } = watched(folder);
  await ready;
  expect(told).toHaveLength(1);
  expect(malformed.map(([name]) => name).sort()).toEqual(names.sort());
  expect(malformed.every(([, reason]) => reason.length > 0)).toBe(true);
  expect(malformedCount()).toBe(names.length);
  expect(readdirSync(folder)).toEqual(['malformed']);
  expect(readdirSync(`${folder}/malformed`).sort()).toEqual(names.sort());
  leave(folder);
  await eventually(() => expect(told).toHaveLength(2));
  expect(malformedCount()).toBe(names.length);
});

it('[MK5] a payload too long to take still counts, with its short fields', async () => {
  const folder = scratchFolder();
  const { ready, told, malformed } = watched(folder);
  await ready;
  const fields = {
    session_id: session,
    turn_id: 't"',
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
  };
  leave(folder, 'PostToolUse', { ...fields, tool_response: 'x'.repeat(5_000_000) });
  await eventually(() => expect(told).toHaveLength(1));
  expect(payloadOf(told[0]!.text)).toEqual(fields);
  expect(malformed).toEqual([]);
});

it('[MK6] a file of a gigabyte costs no more than a small one', async () => {
  const folder = scratchFolder();
  writeFileSync(`${folder}/0000000001.a1.Stop`, '');
  truncateSync(`${folder}/0000000001.a1.Stop`, 2 ** 30);
  const before = process.memoryUsage.rss();
  const { ready, malformedCount } = watched(folder);
  await ready;
  expect(malformedCount()).toBe(1);
  expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
});

it('[MK7] a partial file is left alone for an hour, then removed', async () => {
  const folder = scratchFolder();
  const hourAgo = Date.now() / 1000 - 3700;
  writeFileSync(`${folder}/.tmp-0000000001.a1`, 'codex-grid-marker 1');
  writeFileSync(`${folder}/.tmp-0000000002.a1`, 'codex-grid-marker 1');
  utimesSync(`${folder}/.tmp-0000000001.a1`, hourAgo, hourAgo);
  const { ready, malformedCount } = watched(folder);
  await ready;
  expect(readdirSync(folder)).toEqual(['.tmp-0000000002.a1']);
  expect(malformedCount()).toBe(0);
});

it('[MK8] a folder that is deleted comes back and is watched again', async () => {
  const folder = `${scratchFolder()}/markers`;
  const { ready, told } = watched(folder);
  await ready;
  for (const round of [1, 2]) {
    rmSync(folder, { recursive: true });
    await eventually(() => expect(existsSync(folder)).toBe(true));
    leave(folder);
    await eventually(() => expect(told).toHaveLength(round));
  }
});

it('[MK9] a folder that is replaced is watched in place of the old one', async () => {
  const parent = scratchFolder();
  const folder = `${parent}/markers`;
  const { ready, told } = watched(folder);
  await ready;
  mkdirSync(`${parent}/new`);
  leave(`${parent}/new`);
  renameSync(folder, `${parent}/old`);
  renameSync(`${parent}/new`, folder);
  await eventually(() => expect(told).toHaveLength(1));
  leave(folder);
  await eventually(() => expect(told).toHaveLength(2));
});

it('[MK10] after close nothing is told', async () => {
  const folder = scratchFolder();
  const { ready, told, close } = watched(folder);
  await ready;
  await close();
  leave(folder);
  const other = watched(folder);
  await other.ready;
  expect(other.told).toHaveLength(1);
  expect(told).toEqual([]);
});

it('[MK14] when the listener throws, the marker is gone and does not throw at the next start', async () => {
  const folder = scratchFolder();
  leave(folder);
  const watch = watchMarkers(folder, {
    onMarker: () => {
      throw new Error('a bug');
    },
    onMalformed: () => {},
  });
  await expect(watch.ready).rejects.toThrow('a bug');
  await watch.close();
  expect(readdirSync(folder)).toEqual([]);
});
