import { describe, expect, it } from 'vitest';
import { shownAgents } from '../../src/core/screen/filter.ts';
import { agents, id, orders, type Played, play, start } from '../support/screen-model.ts';

const roster = agents({}, {}, {}, { pinned: true });

const shown = ({ model }: Played) => shownAgents(model).map(({ name }) => name);

const commands = (played: Played) =>
  orders(played).flatMap((effect) => (effect.type === 'request' ? [effect.command] : []));

describe('order of the tiles', () => {
  it('[FN17] the host is asked to change the place with the one beside', () => {
    const second = play(start(roster), '2');
    expect(commands(play(second, '<'))).toEqual([
      { type: 'place', agent: id(2), beside: id(1), side: 'before' },
    ]);
    expect(commands(play(second, '>'))).toEqual([
      { type: 'place', agent: id(2), beside: id(3), side: 'behind' },
    ]);
    expect(commands(play(start(roster), '1', '<'))).toEqual([]);
  });

  it('[FN17] a tile moves among those that the filter shows', () => {
    const far = { cwd: '/' };
    const all = start(agents({ ...far, name: 'api' }, { ...far, name: 'web' }, { name: 'apis' }));
    const filtered = play(all, '/', 'a', 'p', 'i', 'Enter');
    expect(shown(filtered)).toEqual(['api', 'apis']);
    expect(commands(play(filtered, '>'))).toMatchObject([{ beside: id(3) }]);
  });

  it('[FN18] pinned ones stand first, and change places with their like alone', () => {
    const all = start(roster);
    expect(shown(all)).toEqual(['d', 'a', 'b', 'c']);
    expect(commands(play(all, '1', '<'))).toEqual([]);
    const alone = play(all, '4', '>');
    expect(alone.model.notice).toBe('There is no other tile to change places with.');
  });

  it('[FN18] p pins the selection, and lets go when all of it is pinned', () => {
    expect(commands(play(start(roster), '1', 'p'))).toEqual([
      { type: 'pin', agents: [id(1)], place: 'pinned' },
    ]);
    expect(commands(play(start(roster), '4', 'p'))).toMatchObject([{ place: 'free' }]);
    expect(commands(play(start(roster), 'a', 'p'))).toMatchObject([{ place: 'pinned' }]);
  });
});
