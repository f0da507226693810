import { expect, it } from 'vitest';
import { onClock } from '../../src/core/host/clock-step.ts';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { HostEffect, HostEvent } from '../../src/core/host/host-events.ts';
import { hostLoop } from '../../src/host/host-loop.ts';
import { client, idOf, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const hourMs = 3_600_000;

/** A host with one agent, of which all that was ordered is kept. */
function loopAt(startAt: number) {
  let now = startAt;
  const effects: HostEffect[] = [];
  const loop = hostLoop({
    initial: runningHost('api').model(),
    now: () => now,
    newId: () => 'id',
    carryOut: (effect) => effects.push(effect),
    takeMarkers: () => undefined,
    onStep: () => undefined,
    onBug: (_event, error) => {
      throw error;
    },
  });
  return {
    loop,
    signals: () => effects.flatMap((effect) => (effect.type === 'signal' ? [effect.signal] : [])),
    happens(at: number, event: HostEvent) {
      now = at;
      loop.dispatch(event);
    },
  };
}

it('[BR6] who is to be killed in five seconds is, though the clock is set back meanwhile', () => {
  const { happens, signals } = loopAt(recordedAt + 20);
  const stop: HostCommand = { type: 'stop', agents: ['api'] };
  happens(recordedAt + 1_000, { type: 'asked', client, request: 1, command: stop });
  for (let second = 0; second < 20; second += 1) {
    happens(recordedAt - hourMs + second * 1_000, { type: 'woke' });
  }
  expect(signals()).toEqual(['SIGTERM', 'SIGKILL']);
});

it('[BR6] how long ago something was stays, and what is no instant', () => {
  const host = runningHost('api');
  const agent = idOf(host, 'api');
  const window = { usedPercent: 100, windowMinutes: 300, resetsAt: recordedAt + hourMs };
  host.hear(500, agent, { witness: 'in-band', report: 'idle', kind: null });
  const [record] = host.model().agents;
  if (!record) throw new Error('no agent');
  const limits = { at: recordedAt, windows: [window] };
  const limited = { ...record, lifecycle: { ...record.lifecycle, limits } };
  const model = { ...host.model(), agents: [limited] };
  const moved = onClock(model, recordedAt + 600, recordedAt + 600 - hourMs);
  expect(moved.agents[0]).toMatchObject({
    number: limited.number,
    lifecycle: {
      pid: 7,
      since: limited.lifecycle.since - hourMs,
      limits: { at: recordedAt - hourMs, windows: [window] },
    },
  });
  expect(onClock(moved, recordedAt - hourMs, recordedAt)).toBe(moved);
  expect(onClock(model, recordedAt + 600, recordedAt)).toBe(model);
});
