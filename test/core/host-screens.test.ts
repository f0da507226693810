import { expect, it } from 'vitest';
import type { ScreenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { client, idOf, processExited, runningHost, typesOf } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

const facts: ScreenFacts = {
  composer: 'hidden',
  draft: null,
  mode: null,
  thread: null,
  open: { kind: 'startup', name: 'folder-trust', choices: [] },
};

it('[PD1] the screen of an agent is read from the beginning of a wait to its end', () => {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  const record = () => host.model().agents[0];
  host.happens(20, { type: 'screen-read', agent: api, facts });
  expect(record()?.screen).toBeNull();

  const waits = host.hear(30, api, { witness: 'screen', dialog: 'folder-trust' });
  expect(waits).toContainEqual({ type: 'watch-screen', agent: api, wanted: true });
  host.happens(40, { type: 'screen-read', agent: api, facts });
  expect(record()?.screen).toEqual({ facts, since: recordedAt + 40 });
  expect(typesOf(host.happens(50, { type: 'seen', agent: api }))).not.toContain('watch-screen');

  const ends = host.hear(60, api, processExited(0));
  expect(ends).toContainEqual({ type: 'watch-screen', agent: api, wanted: false });
  expect(record()?.screen).toBeNull();
});

it('[PD1] keys of a command count as typed by its user', () => {
  const host = runningHost('api');
  const api = idOf(host, 'api');
  const command = { type: 'keys' as const, agent: 'api', keys: ['x'], literal: true };
  host.happens(70, { type: 'asked', client, request: 8, command });
  expect(host.model().agents[0]?.typedAt).toBe(recordedAt + 70);
  host.happens(90, { type: 'typed', agent: api, at: recordedAt + 85 });
  expect(host.model().agents[0]?.typedAt).toBe(recordedAt + 85);
});
