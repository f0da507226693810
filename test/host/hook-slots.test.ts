import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { HookEvidence } from '../../src/core/lifecycle/evidence.ts';
import { askStep } from '../../src/host/codex/ask-step.ts';
import { removeAbandonedSlots, slotFolderProblem } from '../../src/host/codex/slot-folder.ts';
import { systemTimers } from '../../src/host/timers.ts';
import { hookSlots } from '../../src/host/witnesses/hook-slots.ts';
import { type AskHook, type AskPlace, askHook, askPlace } from '../support/ask-hook.ts';
import { eventually } from '../support/eventually.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

const agent = 'a1' as AgentId;
const ownerId = process.getuid?.() ?? 0;

function slotsOf(
  { slots }: AskPlace,
  { waitMs = 20_000, owner = ownerId }: { waitMs?: number | null; owner?: number } = {},
) {
  const told: HookEvidence[] = [];
  const opened = hookSlots({
    timers: systemTimers,
    now: Date.now,
    folder: slots,
    ownerId: owner,
    waitMs: () => waitMs,
    onEvidence: (_, evidence) => told.push(evidence),
  });
  onTestFinished(() => {
    for (const { wait } of told) opened.leave(wait);
  });
  const marker = ({ process: name }: { readonly process: string }) => ({
    agent,
    process: name,
    at: 7,
    subagentId: null,
  });
  return {
    ...opened,
    told,
    facts: () => told.map(({ fact }) => fact.type),
    heard: (hook: Pick<AskHook, 'process'>) => opened.asked(marker(hook)),
    /** The name of the wait, once it is told. */
    async waits(hook: AskHook): Promise<string> {
      await hook.asked();
      opened.asked(marker(hook));
      await eventually(() => expect(told.at(-1)?.fact.type).toBe('waits'), { interval: 2 });
      return told.at(-1)?.wait ?? '';
    },
  };
}

const waiting = { type: 'waits', askedAt: 7, subagentId: null };

it.each(['allow', 'deny'] as const)(
  '[HQ20] a hook that waits is told of, and to %s is given to it',
  async (answer) => {
    const place = askPlace();
    const hook = askHook(place);
    const slots = slotsOf(place);
    const wait = await slots.waits(hook);
    slots.answer(wait, answer);
    slots.answer(wait, 'allow');
    slots.leave(wait);
    expect((await hook.end).output).toContain(`"behavior":"${answer}"`);
    await eventually(() =>
      expect(slots.told.map(({ fact }) => fact)).toEqual([waiting, { type: 'answered', answer }]),
    );
    expect(readdirSync(place.slots)).toEqual([]);
  },
);

it('[HQ20] a marker that is told twice is one wait', async () => {
  const place = askPlace();
  const hook = askHook(place);
  const slots = slotsOf(place);
  const wait = await slots.waits(hook);
  slots.heard(hook);
  await new Promise((past) => setImmediate(past));
  slots.answer(wait, 'allow');
  expect((await hook.end).output).toContain('"allow"');
  await eventually(() => expect(slots.facts()).toEqual(['waits', 'answered']));
});

it('[HQ21] one that is left, or waits for too long, ends without an answer', async () => {
  const place = askPlace();
  const [left, late] = [askHook(place), askHook(place)];
  const slots = slotsOf(place);
  slots.leave(await slots.waits(left));
  expect((await left.end).output).toBe('');
  const hasty = slotsOf(place, { waitMs: 50 });
  const wait = await hasty.waits(late);
  expect((await late.end).output).toBe('');
  hasty.answer(wait, 'allow');
  expect([slots.facts(), hasty.facts()]).toEqual([
    ['waits', 'left'],
    ['waits', 'left'],
  ]);
  expect(readdirSync(place.slots)).toEqual([]);
});

it('[HQ22] an answer to one that was killed is no answer', async () => {
  const place = askPlace();
  const hook = askHook(place);
  const slots = slotsOf(place);
  const wait = await slots.waits(hook);
  process.kill(-hook.pid, 'SIGKILL');
  await hook.end;
  slots.answer(wait, 'allow');
  expect(slots.facts()).toEqual(['waits', 'left']);
  expect(readdirSync(place.slots)).toEqual([]);
});

it('[HQ27] a hook that is killed while it waits is left within half a second', async () => {
  const place = askPlace();
  const hook = askHook(place);
  const slots = slotsOf(place);
  await slots.waits(hook);
  const killedAt = performance.now();
  process.kill(hook.pid, 'SIGKILL');
  await eventually(() => expect(slots.facts()).toEqual(['waits', 'left']));
  expect(performance.now() - killedAt).toBeLessThan(5_000);
  expect(readdirSync(place.slots)).toEqual([]);
});

it('[HQ22] neither is one to a hook that reads it and does not say so', async () => {
  const place = askPlace();
  const hook = askHook(place);
  const slots = slotsOf(place);
  const wait = await slots.waits(hook);
  process.kill(hook.pid, 'SIGSTOP');
  slots.answer(wait, 'allow');
  await eventually(() => expect(slots.facts()).toEqual(['waits', 'left']));
});

it('[HQ23] what is no slot of our user is opened by nobody, and keeps nobody waiting', async () => {
  const place = askPlace();
  const path = (name: string) => `${place.slots}/${name}.a1`;
  writeFileSync(path('file'), '');
  mkdirSync(path('folder'));
  execFileSync('mkfifo', [path('dead')]);
  const hook = askHook(place);
  await hook.asked();
  symlinkSync(path(hook.process), path('link'));
  const slots = slotsOf(place);
  for (const name of ['file', 'folder', 'dead', 'link', 'none']) slots.heard({ process: name });
  slotsOf(place, { owner: ownerId + 1 }).heard(hook);
  const unasked = slotsOf(place, { waitMs: null });
  unasked.heard(hook);
  // It gives up, because nobody has come.
  expect((await hook.end).output).toBe('');
  expect([...slots.told, ...unasked.told]).toEqual([]);
});

it('[HQ24] the end of the host ends the wait at once', async () => {
  const place = askPlace();
  const hook = askHook(place);
  await hook.asked();
  const host = `
    const { openSync, constants: { O_WRONLY, O_NONBLOCK } } = require('node:fs');
    const open = () => {
      try { openSync(process.argv[1], O_WRONLY | O_NONBLOCK); console.log('open'); setInterval(() => {}, 1000); }
      catch { setTimeout(open, 5); }
    };
    open();`;
  const child = spawn(process.execPath, ['-e', host, `${place.slots}/${hook.process}.a1`]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((opened) => child.stdout.once('data', opened));
  const killedAt = performance.now();
  child.kill('SIGKILL');
  expect(await hook.end).toEqual({ code: 0, output: '' });
  expect(performance.now() - killedAt).toBeLessThan(5_000);
});

it('[HQ25] the folder of slots is closed to others, and one that is not ours is not used', () => {
  const folder = `${scratchFolder()}/state/slots`;
  const writable = ['/nowhere'];
  expect(slotFolderProblem(folder, { userId: ownerId, writable })).toBeNull();
  chmodSync(folder, 0o777);
  expect(slotFolderProblem(folder, { userId: ownerId, writable })).toBeNull();
  expect(execFileSync('stat', ['-c', '%a', folder], { encoding: 'utf8' }).trim()).toBe('700');
  expect(slotFolderProblem(folder, { userId: ownerId + 1, writable })).toContain('another user');
  const link = `${scratchFolder()}/link`;
  for (const root of [folder, `${folder}/..`, '/', `${folder}/../../state`]) {
    const problem = slotFolderProblem(folder, { userId: ownerId, writable: [root] });
    expect(problem).toContain('may write to');
  }
  expect(slotFolderProblem(folder, { userId: ownerId, writable: [`${folder}2`] })).toBeNull();
  symlinkSync(folder, link);
  expect(slotFolderProblem(link, { userId: ownerId, writable })).toContain('no folder');
  writeFileSync(`${folder}/file`, '');
  expect(slotFolderProblem(`${folder}/file`, { userId: ownerId, writable })).not.toBeNull();
});

it('[HQ26] slots that were left long ago are cleared away when a host begins', () => {
  const { slots } = askPlace();
  for (const name of ['old', 'new']) execFileSync('mkfifo', [`${slots}/${name}`]);
  utimesSync(`${slots}/old`, 1, 1);
  removeAbandonedSlots(slots, Date.now());
  removeAbandonedSlots(`${slots}/nowhere`, Date.now());
  expect(readdirSync(slots)).toEqual(['new']);
  expect(existsSync(`${slots}/old`)).toBe(false);
});

describe('an agent that is started', () => {
  const folder = () => `${scratchFolder()}/state/slots`;
  const step = (
    slotsFolder: string,
    { cwd = '/nowhere', addDirs = [] as string[], config = {}, env = {} } = {},
  ) =>
    askStep(
      { task: { type: 'session' }, cwd, settings: { addDirs } },
      { asking: { slotsFolder, waitSeconds: 9 }, userId: ownerId, config, env },
    );

  it('[HQ28] has the hook that waits, but for a command of codex and where the config wants none', () => {
    const slotsFolder = folder();
    expect(step(slotsFolder)).toEqual({ asking: { slotsFolder, waitSeconds: 9 }, notices: [] });
    const others = { userId: ownerId, config: {}, env: {} };
    const command = {
      task: { type: 'command', words: ['login'] },
      cwd: '/',
      settings: {},
    } as const;
    const session = { task: { type: 'session' }, cwd: '/x', settings: {} } as const;
    const none = { asking: null, notices: [] };
    expect(askStep(session, { ...others, asking: null })).toEqual(none);
    expect(askStep(command, { ...others, asking: { slotsFolder, waitSeconds: 9 } })).toEqual(none);
  });

  it('[HQ28] has none, and its user is told why, where commands of the agent could answer for them', () => {
    const slotsFolder = folder();
    const state = dirname(slotsFolder);
    const open = [
      { cwd: dirname(state) },
      { addDirs: [state] },
      { config: { sandbox_workspace_write: { writable_roots: [state] } } },
      { env: { TMPDIR: state } },
    ];
    for (const given of open) {
      expect(step(slotsFolder, given)).toEqual({
        asking: null,
        notices: [expect.stringContaining('commands of the agent may write to')],
      });
    }
  });
});
