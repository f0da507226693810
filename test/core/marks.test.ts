import { describe, expect, it } from 'vitest';
import { footerLine } from '../../src/core/screen/footer-line.ts';
import { sceneNow } from '../support/scene.ts';
import { agents, orders, type Played, play, published, start } from '../support/screen-model.ts';

const four = agents({}, {}, {}, {});

const marked = ({ model }: Played) =>
  model.roster.filter(({ id }) => model.marks.agents.includes(id)).map(({ name }) => name);

const asks = ({ model }: Played) =>
  model.overlay.type === 'question' ? model.overlay.question.type : model.overlay.type;

const commands = (played: Played) =>
  orders(played).flatMap((effect) => (effect.type === 'request' ? [effect.command] : []));

describe('marks', () => {
  it('[BC1] Space marks and takes the mark away', () => {
    const both = play(start(four), 'Space', '3', 'Space');
    expect(marked(both)).toEqual(['a', 'c']);
    expect(marked(play(both, 'Space'))).toEqual(['a']);
  });

  it.each([
    [
      ['2', 'Space', '4', 'v'],
      ['b', 'c', 'd'],
    ],
    [
      ['4', 'Space', '2', 'v'],
      ['b', 'c', 'd'],
    ],
    [['3', 'v'], ['c']],
    [['a'], ['a', 'b', 'c', 'd']],
    [['a', 'a'], []],
    [
      ['Space', 'a'],
      ['a', 'b', 'c', 'd'],
    ],
    [
      ['Space', '*'],
      ['b', 'c', 'd'],
    ],
    [['*'], ['a', 'b', 'c', 'd']],
  ])('[BC1] %j marks %j', (keys, names) => {
    expect(marked(play(start(four), ...keys))).toEqual(names);
  });

  it('[BC2] Esc first closes what is open, then takes the marks away', () => {
    const open = play(start(four), 'a', '?', 'Escape');
    expect(marked(open)).toHaveLength(4);
    expect(marked(play(open, 'Escape'))).toEqual([]);
  });

  it('[BC2] a mark goes with its agent', () => {
    const [first, , third] = four;
    const left = play(start(four), '2', 'Space', '3', 'Space', published(first!, third!));
    expect(marked(left)).toEqual(['c']);
    expect(left.model.marks.agents).toHaveLength(1);
  });

  it('[BC3] the footer counts them', () => {
    const text = footerLine(play(start(four), 'a').model, sceneNow).pieces.map(
      (piece) => piece.text,
    );
    expect(text).toContain('4 marked');
  });
});

describe('what is done to several', () => {
  const mixed = agents({}, { state: 'working' }, { state: 'ended' }, { state: 'ended' });

  it('[BC4] x asks about several, by name, and says which are busy', () => {
    const asked = play(start(mixed), 'a', 'x');
    expect(asks(asked)).toBe('stop-several');
    expect(commands(play(asked, 'Enter'))).toEqual([]);
    expect(commands(play(asked, 'y'))).toEqual([{ type: 'stop', agents: ['id-1', 'id-2'] }]);
  });

  it('[BC4] x on one marked agent is x on that one, whatever is selected', () => {
    const one = play(start(mixed), '1', 'Space', '3', 'x');
    expect(commands(one)).toEqual([{ type: 'stop', agents: ['id-1'] }]);
  });

  it('[BC4] x says when all marked have ended', () => {
    const ended = play(start(mixed), '3', 'Space', '4', 'Space', '1', 'x');
    expect(ended.model.notice).toContain('All 2 marked agents have ended');
  });

  it('[BC4] e resumes the ended ones among them', () => {
    const resumed = play(start(mixed), 'a', 'e');
    expect(commands(resumed)).toEqual(
      ['id-3', 'id-4'].map((id) => ({ type: 'resume', agents: [id], session: 'own' })),
    );
  });

  it('[BC4] e asks before it restarts several', () => {
    const asked = play(start(mixed), '1', 'Space', '2', 'Space', 'e');
    expect(asks(asked)).toBe('restart-several');
    expect(commands(play(asked, 'y'))).toEqual(
      ['id-1', 'id-2'].map((id) => ({ type: 'stop', agents: [id] })),
    );
  });

  it('[BC4] X removes the ended ones among them only', () => {
    const removed = play(start(mixed), '1', 'Space', '3', 'Space', 'X');
    expect(commands(removed)).toMatchObject([{ type: 'remove', agents: ['id-3'] }]);
    expect(play(start(mixed), 'Space', 'X').model.notice).toBe(
      'None of the marked agents has ended.',
    );
  });
});
