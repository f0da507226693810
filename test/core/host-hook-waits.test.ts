import { expect, it } from 'vitest';
import type { ClientId, HostEffect } from '../../src/core/host/host-events.ts';
import { bash, inBand, marker } from '../support/evidence.ts';
import { client, idOf, processExited, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const leave: HostEffect = { type: 'leave-hook', wait: 'w1' };

function waitingHost() {
  const host = runningHost('api', 'web');
  const api = idOf(host, 'api');
  host.hear(20, api, inBand(20, 'idle'));
  host.hear(30, api, inBand(30, 'working'));
  host.hear(35, api, marker(35, 'UserPromptSubmit'));
  host.hear(40, api, marker(40, 'PermissionRequest', { tool: bash('rm x') }));
  const waits = () =>
    host.hear(50, api, {
      witness: 'hook',
      wait: 'w1',
      fact: { type: 'waits', askedAt: recordedAt + 40, subagentId: null },
    });
  return { ...host, host, api, waits, web: idOf(host, 'web') };
}

it('[HQ50] a hook that waits is left alone as long as nobody is in its tile', () => {
  const { happens, waits, web, model } = waitingHost();
  expect(waits()).not.toContainEqual(leave);
  expect(model().agents[0]?.lifecycle.name).toBe('approval');
  expect(happens(60, { type: 'typing', client, into: web })).toEqual([]);
  expect(happens(70, { type: 'typed', agent: web, at: recordedAt + 70 })).not.toContainEqual(leave);
});

it('[HQ51] it is left when somebody comes to type, or types, into its agent', () => {
  const coming = waitingHost();
  coming.waits();
  expect(coming.happens(60, { type: 'typing', client, into: coming.api })).toContainEqual(leave);
  const typing = waitingHost();
  typing.waits();
  expect(
    typing.happens(60, { type: 'typed', agent: typing.api, at: recordedAt + 60 }),
  ).toContainEqual(leave);
});

it('[HQ51] at once when somebody was there already, not for keys from before it asked', () => {
  const there = waitingHost();
  there.happens(45, { type: 'typing', client, into: there.api });
  expect(there.waits()).toContainEqual(leave);
  const gone = waitingHost();
  gone.happens(45, { type: 'typing', client, into: gone.api });
  gone.happens(46, { type: 'typing', client, into: null });
  expect(gone.waits()).not.toContainEqual(leave);
  const closed = waitingHost();
  const screen = 9 as ClientId;
  closed.happens(44, { type: 'client-joined', client: screen });
  closed.happens(45, { type: 'typing', client: screen, into: closed.api });
  closed.happens(46, { type: 'client-left', client: screen });
  expect(closed.waits()).not.toContainEqual(leave);
  const before = waitingHost();
  before.waits();
  expect(
    before.happens(60, { type: 'typed', agent: before.api, at: recordedAt + 39 }),
  ).not.toContainEqual(leave);
});

it('[HQ52] one whose request counts for nothing, and one of an agent that is gone, is left at once', () => {
  const { hear, api, waits, ask } = waitingHost();
  hear(45, api, marker(45, 'PostToolUse', { tool: bash('rm x') }));
  expect(waits()).toContainEqual(leave);
  const removed = waitingHost();
  removed.hear(42, removed.api, processExited(1));
  removed.ask(45, { type: 'remove', agents: ['api'], sessions: 'keep', work: 'keep' });
  expect(removed.waits()).toContainEqual(leave);
  expect(ask(60, { type: 'list' })).not.toContainEqual(leave);
});

it('[HQ52] it is left once codex has gone on, and said so until that is done', () => {
  const { hear, happens, api, waits } = waitingHost();
  waits();
  expect(hear(60, api, marker(60, 'Interrupt'))).toContainEqual(leave);
  expect(hear(70, api, inBand(70, 'idle'))).toContainEqual(leave);
  hear(80, api, { witness: 'hook', wait: 'w1', fact: { type: 'left' } });
  expect(happens(90, { type: 'woke' })).not.toContainEqual(leave);
  const ended = waitingHost();
  ended.waits();
  expect(ended.hear(60, ended.api, processExited(1))).toContainEqual(leave);
});
