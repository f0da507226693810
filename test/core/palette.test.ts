import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { likeness } from '../../src/core/finding/fuzzy.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { paletteEntries } from '../../src/core/screen/palette.ts';
import { paletteLines } from '../../src/core/screen/palette-lines.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { anAsk, commandChoices } from '../support/scene-asks.ts';
import {
  agents,
  id,
  orders,
  type Played,
  painted,
  play,
  published,
  selectedName,
  start,
} from '../support/screen-model.ts';

const roster = agents({ name: 'api' }, { name: 'web', state: 'ended' });

const entries = ({ model }: Played) =>
  model.overlay.type === 'palette' ? paletteEntries(model, model.overlay.palette) : [];

const first = (text: string) => entries(play(start(roster), ':', pasted(text)))[0];

describe('likeness', () => {
  it.each([
    ['', 'stop the agent'],
    ['STOP', 'stop the agent'],
    ['agent stop', 'stop the agent'],
    ['sta', 'stop the agent'],
    ['ne ag', 'new agent'],
    ['neag', 'new agent'],
    ['brdcst', 'a broadcast to all'],
    ['sag', 'stop the agent'],
  ])('[FN13] "%s" is like "%s"', (typed, text) => {
    expect(likeness(typed, text)).not.toBeNull();
  });

  it.each([
    ['zoom', 'stop the agent'],
    ['stop zoom', 'stop the agent'],
    ['tnae', 'stop the agent'],
    ['spt', 'stop the agent'],
    ['theme', 'remove the ended agents, all or those marked, for ever'],
  ])('[FN13] "%s" is not like "%s"', (typed, text) => {
    expect(likeness(typed, text)).toBeNull();
  });

  it('[FN13] the beginning of a word is liker than its middle, the whole likest', () => {
    const score = (typed: string, text: string) => likeness(typed, text)?.score ?? -1;
    expect(score('ark', 'ark of an agent')).toBeGreaterThan(score('ark', 'mark an agent'));
    expect(score('go to api', 'go to api')).toBeGreaterThan(score('go to api', 'go to api-2'));
  });
});

describe('palette', () => {
  it('[FN13] a word that no entry has finds none by chance', () => {
    for (const word of ['theme', 'delete', 'colour']) {
      expect(entries(play(start(roster), ':', pasted(word)))).toEqual([]);
    }
  });

  it('[FN12] every action has a name of its own, and its keys', () => {
    const listed = entries(play(start(roster), ':'));
    const names = listed.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    const actions = new Set(keymap.flatMap(({ keys }) => Object.values(keys)));
    const expected = [...actions].filter((one) => !/^(tile-|palette$)/.test(one));
    const listedActions = listed.flatMap(({ does }) => (does.type === 'action' ? does.action : []));
    expect(listedActions.toSorted()).toEqual(expected.toSorted());
    expect(listed.find(({ id: name }) => name === 'type')?.aside).toBe('Enter i');
  });

  it.each(['Ctrl+K', ':'])('[FN12] %s opens it, Esc closes it', (key) => {
    const open = play(start(roster), key);
    expect(open.model.overlay.type).toBe('palette');
    expect(play(open, 'Escape').model.overlay.type).toBe('none');
  });

  it.each([
    ['web', 'agent id-2'],
    ['zoom', 'zoom'],
    ['broadcast', 'broadcast'],
    ['quit', 'quit'],
    ['stop', 'stop'],
    ['new agent', 'new-agent'],
    ['inbox', 'inbox'],
  ])('[FN13] "%s" finds %s first', (text, found) => {
    expect(first(text)?.id).toBe(found);
  });

  it('[FN15] it does what the key would do', () => {
    const renamed = play(start(roster), ':', pasted('rename'), 'Enter');
    expect(renamed.model.overlay.type).toBe('name');
    const there = play(start(roster), ':', pasted('web'), 'Enter');
    expect([selectedName(there), there.model.overlay.type]).toEqual(['web', 'none']);
  });

  it('[FN15] what is disabled says why and stays undone', () => {
    const open = play(start(roster), ':', pasted('page forward'));
    const { overlay } = open.model;
    if (overlay.type !== 'palette') throw new Error('no palette');
    const text = paletteLines(open.model, overlay.palette)
      .flatMap(({ pieces }) => pieces.map((piece) => piece.text))
      .join('');
    expect(text).toContain('All agents are on this page.');
    expect(play(open, 'Enter').model).toEqual(open.model);
  });

  it('[FN27] it approves what could be read before it was opened', () => {
    const ask = anAsk();
    const seen = play(start(agents({ state: 'approval', ask })), painted([id(1), ask.id]));
    const approved = play(seen, ':', painted(), pasted('approve once'), 'Enter');
    expect(orders(approved)).toEqual([
      {
        type: 'request',
        purpose: { type: 'answer', agent: id(1), ask: ask.id },
        command: { type: 'answer', agent: id(1), ask: ask.id, choice: 'approve' },
      },
    ]);
  });

  it.each([
    ['that came up above it', [], 'ask-2'],
    ['that replaced another one meanwhile', [[id(1), 'ask-1']], 'ask-2'],
  ] as const)('[FN27] it answers nothing %s', (_, read, now) => {
    const before = start(agents({ state: 'approval', ask: anAsk({ id: 'ask-1' }) }));
    const open = play(before, painted(...read), ':', painted());
    const roster = agents({ state: 'approval', ask: anAsk({ id: now }) });
    const played = play(open, published(...roster), pasted('approve once'), 'Enter');
    expect(orders(played)).toEqual([]);
    expect(played.model.notice).toContain('asks this only just now');
  });

  it('[FN27] an answer that is not offered says so in its row', () => {
    const [yes, , no] = commandChoices;
    const ask = anAsk({ choices: [yes!, no!] });
    const open = play(start(agents({ state: 'approval', ask })), painted([id(1), ask.id]), ':');
    const disabled = (name: string) => entries(open).find(({ id: one }) => one === name)?.disabled;
    expect([disabled('approve'), disabled('deny')]).toEqual([null, null]);
    expect(disabled('approve-session')).toBe(
      'a offers no answer that would approve for the session.',
    );
    const idle = play(start(agents({})), ':');
    expect(entries(idle).find(({ id: one }) => one === 'deny')?.disabled).toBe(
      'a asks for nothing.',
    );
  });

  it.each([
    ['no agent', []],
    ['one agent', agents({})],
    ['one that has ended', agents({ state: 'ended' })],
    ['several', agents({}, { state: 'ended' }, { state: 'approval', branch: 'main' })],
    ['one that waits', agents({ state: 'question' })],
  ])('[FN28] with %s, whatever is not disabled does something', (_, some) => {
    const open = play(start(some), ':');
    const idle = entries(open).flatMap(({ disabled, name, does }) => {
      if (disabled !== null || does.type === 'agent' || does.type === 'layout') return [];
      const [row] = entries(play(open, pasted(name)));
      expect(row?.name).toBe(name);
      const done = play(open, pasted(name), 'Enter');
      const before = start(some).model;
      const after = { ...done.model, usedInPalette: before.usedInPalette };
      return isDeepStrictEqual(after, before) && done.effects.length === 0 ? [name] : [];
    });
    expect(idle).toEqual([]);
  });

  it('[FN14] what was done last comes first', () => {
    const done = play(start(roster), ':', pasted('mark all'), 'Enter', ':', pasted('web'), 'Enter');
    const next = entries(play(done, ':'));
    expect(next.slice(0, 2).map((entry) => entry.id)).toEqual(['agent id-2', 'mark-all']);
  });

  it('[FN13] arrows go round, pages stop at the end', () => {
    const chosen = ({ model }: Played) =>
      model.overlay.type === 'palette' ? model.overlay.palette.chosen : null;
    const open = play(start(roster), ':');
    const last = entries(open).length - 1;
    expect(chosen(play(open, 'Up'))).toBe(last);
    expect(chosen(play(open, 'Up', 'Down'))).toBe(0);
    expect(chosen(play(open, 'PageUp'))).toBe(0);
    expect(chosen(play(open, 'Up', 'PageDown'))).toBe(last);
  });

  it('[FN16] the leave key goes to the selected agent', () => {
    const typed = play(start(roster), ':', pasted('type Ctrl+Q'), 'Enter');
    expect(orders(typed)).toMatchObject([
      { command: { type: 'keys', agent: id(1), keys: ['C-q'], literal: false } },
    ]);
    expect(first('type Ctrl+]')?.disabled).toBeNull();
    const ended = play(start(roster), '2', ':', pasted('type Ctrl+Q'), 'Enter');
    expect(orders(ended)).toEqual([]);
  });
});
