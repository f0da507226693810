import { existsSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Roster } from '../../src/core/agent/agent.ts';
import type { HostCommand, Reply } from '../../src/core/host/host-commands.ts';
import { type Demo, runDemo } from '../../src/demo/main.ts';
import { scenes } from '../../src/demo/scenes.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { someAgent } from '../support/some-agent.ts';

const settledRoster = scenes.map(({ name, restsIn }) => someAgent({ name, state: restsIn }));

/** A host that takes every agent and publishes one roster. */
function hostOf(options: {
  readonly roster: Roster;
  readonly answer?: (command: HostCommand) => Reply;
}) {
  const asked: HostCommand[] = [];
  const host: HostPort = {
    request: async (command) => {
      asked.push(command);
      return options.answer?.(command) ?? { ok: true, value: null };
    },
    send: () => undefined,
    onRoster: (listener) => listener(options.roster),
    onFrame: () => undefined,
    onSettings: () => undefined,
    onReceipts: () => undefined,
    onUpdate: () => undefined,
    onNews: () => undefined,
    onNotice: () => undefined,
    onClosed: () => undefined,
    close: () => undefined,
  };
  return { host, hostPid: 4242, asked };
}

function demoWith(parentFolder: string, host: ReturnType<typeof hostOf>): Demo {
  return {
    print: true,
    parentFolder,
    environment: { PATH: process.env['PATH'] },
    pid: 1,
    startedAtSeconds: 1_800_000_000,
    stop: new AbortController().signal,
    startHost: async () => host,
    connect: async () => host,
    processIdentity: (pid) => (pid === 1 ? '1 started' : null),
    openGrid: async () => ({ exitCode: 0, text: 'grid', problem: null }),
    printFrame: async () => 'frame',
  };
}

it('[DM12] the demo asks the host for its four agents, and in the end to stop', async () => {
  const parent = `${scratchFolder()}/demos`;
  const host = hostOf({ roster: settledRoster });
  expect(await runDemo(demoWith(parent, host))).toEqual({
    exitCode: 0,
    text: 'frame\n',
    problem: null,
  });
  expect(host.asked.map(({ type }) => type)).toEqual(['new', 'new', 'new', 'new', 'stopHost']);
  expect(existsSync(parent)).toBe(false);
});

it('[DM13] a refused agent and a host that does not start are told as they are, and nothing stays', async () => {
  const parent = `${scratchFolder()}/demos`;
  const refusing = hostOf({
    roster: [],
    answer: ({ type }) =>
      type === 'new'
        ? { ok: false, error: { code: 'failed', message: 'codex was not found.' } }
        : { ok: true, value: null },
  });
  const refused = await runDemo(demoWith(parent, refusing));
  expect(refused).toMatchObject({ exitCode: 1, problem: 'codex was not found.' });
  const unstarted = await runDemo({
    ...demoWith(parent, refusing),
    startHost: async () => ({ problem: 'The disk is full.' }),
    connect: async () => null,
  });
  expect(unstarted).toMatchObject({ exitCode: 1, problem: 'The disk is full.' });
  expect(existsSync(parent)).toBe(false);
});

it('[DM14] a stop while the agents settle ends the demo at once', async () => {
  const parent = `${scratchFolder()}/demos`;
  const stop = new AbortController();
  const host = hostOf({
    roster: [],
    answer: () => {
      stop.abort();
      return { ok: true, value: null };
    },
  });
  const outcome = await runDemo({ ...demoWith(parent, host), stop: stop.signal });
  expect(outcome).toEqual({ exitCode: 1, text: '', problem: null });
  expect(existsSync(parent)).toBe(false);
});

it('[DM15] a parent folder that cannot be made is one sentence with what to do', async () => {
  const file = `${scratchFolder()}/file`;
  writeFileSync(file, '');
  const outcome = await runDemo(demoWith(`${file}/demos`, hostOf({ roster: [] })));
  expect(outcome.exitCode).toBe(1);
  expect(outcome.problem).toMatch(/^The demo cannot make its folder in .*XDG_STATE_HOME/);
});
