import { expect, it } from 'vitest';
import { screenFacts } from '../../src/core/codex-screen/screen-facts.ts';
import { noDigest } from '../../src/core/digest/digest.ts';
import type { Evidence } from '../../src/core/lifecycle/evidence.ts';
import { onScreen } from '../../src/core/lifecycle/lifecycle-keys.ts';
import { inBand, marker, other, turnBegins, turnEnds } from '../support/evidence.ts';
import { idOf, runningHost } from '../support/host-run.ts';
import { recordedScreens } from '../support/recorded-screens.ts';

const digest = { ...noDigest, prompt: 'Boil water.' };

function telling(...evidence: readonly Evidence[]) {
  const host = runningHost('tea');
  const agent = idOf(host, 'tea');
  const hear = (...more: readonly Evidence[]) => {
    for (const { at, ...one } of more) host.hear(at - recordedFrom, agent, one);
  };
  hear(...evidence);
  host.happens(5_000, { type: 'digested', agent, digest });
  const git = { branch: 'main', changes: null, work: null };
  return {
    hear,
    inRepository: () => host.happens(5_001, { type: 'git-read', agent, git }),
    told: () => host.model().agents[0]!.digest.prompt,
  };
}

const recordedFrom = inBand(0, 'idle').at;

const enter = (sends: 'new conversation' | '/new'): Evidence => ({
  witness: 'key',
  at: recordedFrom + 6_000,
  key: 'Enter',
  sends,
});

it('[LK22] a command that leaves the conversation takes its digest away at once', () => {
  const cleared = telling(...turnBegins, ...turnEnds);
  cleared.hear(enter('new conversation'));
  expect(cleared.told()).toBeNull();
});

it('[LK22] in a repository `/new` leaves nothing until it is said where, in a turn no command does', () => {
  const asked = telling(...turnBegins, ...turnEnds);
  asked.inRepository();
  asked.hear(enter('/new'));
  expect(asked.told()).toBe('Boil water.');
  const outside = telling(...turnBegins, ...turnEnds);
  outside.hear(enter('/new'));
  expect(outside.told()).toBeNull();
  const busy = telling(...turnBegins);
  busy.hear(enter('new conversation'));
  expect(busy.told()).toBe('Boil water.');
});

it('[LK22] a conversation of another id has a digest of its own', () => {
  const run = telling(...turnBegins, ...turnEnds);
  const begun = { sessionId: other, source: 'clear' } as const;
  run.hear(inBand(7_000, 'working'), marker(7_010, 'SessionStart', begun));
  expect(run.told()).toBeNull();
});

it('[LK22] the menu of `/new` is told from others', () => {
  const pressed = { witness: 'key', at: 1, key: 'Enter' } as const;
  const seen = (scene: string) =>
    recordedScreens()
      .filter((screen) => screen.scene === scene)
      .map(({ frame }) => onScreen(pressed, screenFacts(frame, '0.169.0')).sends);
  expect(new Set(seen('menu-new'))).toEqual(new Set(['new conversation']));
  expect(new Set(seen('menu-fork'))).toEqual(new Set([undefined]));
});
