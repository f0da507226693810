import { describe, expect, it } from 'vitest';
import { likeness } from '../../src/core/finding/fuzzy.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { paletteEntries } from '../../src/core/screen/palette.ts';
import { paletteLines } from '../../src/core/screen/palette-lines.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import {
  agents,
  id,
  orders,
  type Played,
  play,
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
