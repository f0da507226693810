import { describe, expect, it } from 'vitest';
import type { HostCommand } from '../../src/core/host/host-commands.ts';
import type { HostEffect } from '../../src/core/host/host-events.ts';
import { askOf, factsOf, say, show, type Told, waiting } from '../support/asking-host.ts';
import { bash, exited, inBand, marker } from '../support/evidence.ts';
import { type HostRun, idOf, runningHost } from '../support/host-run.ts';
import { recordedAt } from '../support/recorded-evidence.ts';

type AnswerCommand = Extract<HostCommand, { type: 'answer' }>;

const hi: Told = { tool: bash('echo hi') };

/** It has shown the request since 400 ms. */
function shown(scene = 'approval-command', ...told: readonly Told[]): HostRun {
  const host = waiting('permission', ...(told.length > 0 ? told : [hi]));
  show(host, 400, scene);
  return host;
}

const answer = (host: HostRun, at: number, choice: AnswerCommand['choice'], ask?: string) =>
  host.ask(at, { type: 'answer', agent: 'api', ask: ask ?? askOf(host).id, choice });

const wake = (host: HostRun, at: number) => host.happens(at, { type: 'woke' });
const presses = (effects: readonly HostEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'press' ? [effect] : []));
const wakesAt = (effects: readonly HostEffect[]) =>
  effects
    .flatMap((effect) => (effect.type === 'wake' ? [(effect.at ?? 0) - recordedAt] : []))
    .at(-1);

/** What the shell says of the key. */
function put(host: HostRun, at: number, effects: readonly HostEffect[], done = true) {
  const [effect] = presses(effects);
  if (!effect) throw new Error('no key is pressed');
  const { agent, purpose } = effect;
  return host.happens(at, { type: 'put', agent, purpose, done });
}

/** With its key pressed at 710 ms. */
function pressed(host: HostRun, choice: AnswerCommand['choice']): HostRun {
  answer(host, 710, choice);
  put(host, 710, wake(host, 710));
  return host;
}

const refusal = (host: HostRun) => {
  const reply = host.reply();
  return reply?.ok === false ? reply.error.message : null;
};

describe('a key', () => {
  it.each([
    ['approve', 'y'],
    ['deny', 'Escape'],
    [2, 'p'],
  ] as const)('[AN10] is pressed once, 300 ms after all agree: %s', (choice, key) => {
    const host = shown();
    const begun = answer(host, 500, choice);
    expect(presses(begun)).toEqual([]);
    expect(wakesAt(begun)).toBe(700);
    expect(presses(wake(host, 699))).toEqual([]);
    const due = wake(host, 700);
    expect(presses(due)).toMatchObject([{ key, on: factsOf('approval-command') }]);
    const later = [...put(host, 700, due), ...wake(host, 900), ...wake(host, 1_500)];
    expect(presses(later)).toEqual([]);
    expect(host.reply()).toBeNull();
  });

  it('[AN10] is pressed only when the host wakes, after what hooks have left', () => {
    const host = shown();
    expect(presses(answer(host, 2_000, 'approve'))).toEqual([]);
    say(host, inBand(2_001, 'blocked', 'permission'));
    expect(presses(wake(host, 2_301))).toHaveLength(1);
  });

  it('[AN11] waits again when the screen no longer shows just that, and is given up in the end', () => {
    const host = shown();
    answer(host, 710, 'approve');
    const due = wake(host, 710);
    show(host, 711, 'approval-command', '48x12');
    put(host, 712, due, false);
    expect(presses(wake(host, 1_010))).toEqual([]);
    const again = wake(host, 1_011);
    expect(presses(again)).toMatchObject([{ on: factsOf('approval-command', '48x12') }]);
    for (let at = 1_100; at < 3_000; at += 100) {
      show(host, at, 'approval-command', at % 200 === 0 ? '80x24' : '120x40');
      put(host, at, again, false);
      wake(host, at);
    }
    expect(refusal(host)).toMatch(/^Nothing was pressed: .*does not come to rest/);
  });

  it('[AN12] is not pressed once another request stands there, or none', () => {
    const other = { tool: bash('echo ho') };
    for (const news of [
      (host: HostRun) => show(host, 650, 'approval-long'),
      (host: HostRun) => show(host, 650, 'working'),
      (host: HostRun) => say(host, inBand(650, 'working')),
      (host: HostRun) => say(host, marker(650, 'Interrupt')),
      (host: HostRun) => say(host, marker(650, 'PostToolUse', hi)),
      (host: HostRun) => say(host, exited(650)),
    ]) {
      const host = shown('approval-command', hi, other);
      answer(host, 600, 'approve');
      news(host);
      expect(refusal(host)).toMatch(/^Nothing was pressed: /);
      expect(presses(wake(host, 700))).toEqual([]);
    }
  });

  it('[AN12] waits for 300 ms more when a hook tells of another request', () => {
    const host = shown();
    answer(host, 600, 'approve');
    say(host, marker(650, 'PermissionRequest', { tool: bash('echo ho') }));
    expect(presses(wake(host, 700))).toEqual([]);
    expect(presses(wake(host, 950))).toHaveLength(1);
  });

  it('[AN13] is not pressed while somebody types, nor right after', () => {
    const host = shown();
    const agent = idOf(host, 'api');
    answer(host, 710, 'approve');
    host.happens(710, { type: 'typed', agent, at: recordedAt + 710 });
    expect(refusal(host)).toMatch(/^Nothing was pressed: somebody is typing into api/);
    answer(host, 1_000, 'approve');
    expect(refusal(host)).toMatch(/typing/);
    answer(host, 1_710, 'approve');
    expect(presses(wake(host, 1_710))).toHaveLength(1);
  });

  it('[AN13] waits for a second after what was typed before the request came up', () => {
    const host = waiting('permission', hi);
    const agent = idOf(host, 'api');
    host.happens(330, { type: 'typed', agent, at: recordedAt + 250 });
    show(host, 400, 'approval-command');
    answer(host, 800, 'approve');
    // Before it the news of the request are told.
    expect(wakesAt(wake(host, 900))).toBe(1_250);
    expect(presses(wake(host, 1_250))).toHaveLength(1);
  });
});

describe('what has become of it', () => {
  it.each([
    ['approve', 'Approved for api: echo hi'],
    ['session', 'Approved for api, for the session: change ../out.txt (+0 -0)'],
    [
      2,
      'Answered api with "Yes, and don\'t ask again for commands that start with `echo hi`": echo hi',
    ],
  ] as const)('[AN14] is told by the next marker of the turn: %s', (choice, sentence) => {
    const patch = { tool: { ...bash('*** Update File: ../out.txt'), name: 'apply_patch' } };
    const host = choice === 'session' ? shown('approval-patch', patch) : shown();
    pressed(host, choice);
    say(host, inBand(720, 'working'));
    expect(host.reply()).toBeNull();
    say(host, marker(760, 'PostToolUse', choice === 'session' ? patch : hi));
    expect(host.reply()).toEqual({
      ok: true,
      value: sentence,
    });
  });

  it('[AN14] is told for a command that runs on when no refusal was heard of for half a second', () => {
    const host = pressed(shown(), 'approve');
    say(host, inBand(720, 'working'));
    wake(host, 1_219);
    expect(host.reply()).toBeNull();
    wake(host, 1_220);
    expect(host.reply()).toMatchObject({ ok: true });
  });

  it('[AN15] of a denial is that the turn was interrupted', () => {
    const host = pressed(shown(), 'deny');
    say(host, inBand(720, 'working'));
    wake(host, 1_300);
    expect(host.reply()).toBeNull();
    say(host, marker(1_400, 'Interrupt'));
    expect(host.reply()).toEqual({ ok: true, value: 'Denied to api: echo hi' });
  });

  it('[AN16] is a failure when it went the other way, when nothing is seen, and when codex ends', () => {
    const otherWay = pressed(shown(), 'approve');
    say(otherWay, inBand(720, 'working'));
    say(otherWay, marker(740, 'Interrupt'));
    expect(refusal(otherWay)).toMatch(/turn was interrupted/);
    const goesOn = pressed(shown(), 'deny');
    say(goesOn, inBand(720, 'working'));
    say(goesOn, marker(740, 'PostToolUse', hi));
    expect(refusal(goesOn)).toMatch(/the turn goes on/);
    const stays = pressed(shown(), 'approve');
    expect(presses([2_000, 2_709, 2_710].flatMap((at) => wake(stays, at)))).toEqual([]);
    expect(refusal(stays)).toMatch(/still shows it 2 s after the key/);
    const dies = pressed(shown(), 'approve');
    say(dies, exited(720));
    expect(refusal(dies)).toMatch(/ended before it was seen/);
  });
});

describe('an answer', () => {
  it('[AN17] is refused at once where there is nothing it could mean', () => {
    const host = shown();
    const refusedWith = (at: number, choice: AnswerCommand['choice'], ask: string | null) => {
      host.ask(at, { type: 'answer', agent: 'api', ask, choice });
      return refusal(host);
    };
    expect(refusedWith(650, 'approve', null)).toMatch(/only just come up/);
    expect(refusedWith(700, 'approve', 'another')).toMatch(/that request is gone/);
    expect(refusedWith(700, 'session', null)).toMatch(/approve .*, 2 .*, deny/);
    expect(refusedWith(700, 9, null)).toMatch(/can be answered with/);
    expect(refusedWith(700, 'approve', null)).toBeNull();
    expect(refusedWith(701, 'approve', null)).toMatch(/being answered already/);
    const rests = runningHost('api');
    rests.ask(100, { type: 'answer', agent: 'api', ask: null, choice: 1 });
    expect(refusal(rests)).toBe('api waits for no answer.');
  });

  it('[AN18] that needs its choice highlighted has that done first, and once', () => {
    const host = runningHost('api');
    say(host, { witness: 'screen', at: recordedAt + 100, dialog: 'hooks review' });
    show(host, 200, 'hooks-review');
    answer(host, 500, 2);
    const first = wake(host, 500);
    expect(presses(first)).toMatchObject([{ key: '2' }]);
    put(host, 500, first);
    const facts = factsOf('hooks-review');
    const { open } = facts;
    if (open?.kind !== 'startup') throw new Error('no dialog');
    const choices = open.choices.map((choice) => ({
      ...choice,
      isHighlighted: choice.number === 2,
    }));
    const moved = { ...facts, open: { ...open, choices } };
    host.happens(540, { type: 'screen-read', agent: idOf(host, 'api'), facts: moved });
    expect(presses(wake(host, 839))).toEqual([]);
    const second = wake(host, 840);
    expect(presses(second)).toMatchObject([{ key: 'Enter', on: moved }]);
    put(host, 840, second);
    say(host, { witness: 'screen', at: recordedAt + 900, dialog: null });
    expect(host.reply()).toBeNull();
    wake(host, 1_400);
    expect(host.reply()).toEqual({
      ok: true,
      value: 'Answered api with "Trust all and continue": Hooks need review',
    });
  });

  it('[AN18] whose choice cannot be highlighted is given up', () => {
    const host = runningHost('api');
    say(host, { witness: 'screen', at: recordedAt + 100, dialog: 'hooks review' });
    show(host, 200, 'hooks-review');
    answer(host, 500, 2);
    put(host, 500, wake(host, 500));
    expect(presses([800, 1_500, 2_499].flatMap((at) => wake(host, at)))).toEqual([]);
    expect(refusal(host)).toBeNull();
    expect(presses(wake(host, 2_500))).toEqual([]);
    expect(refusal(host)).toMatch(/^Only the highlight was moved: /);
  });
});
