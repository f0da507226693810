import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { filteredBy, wordsForScreens } from '../../src/core/finding/agent-filter.ts';
import { screenMatches } from '../../src/core/finding/screen-matches.ts';
import { someAgent } from '../support/some-agent.ts';

const id = (text: string) => text as AgentId;

const roster = [
  someAgent({ id: id('a'), number: 1, name: 'api', cwd: '/home/ada/shop/api', state: 'working' }),
  someAgent({ id: id('b'), number: 2, name: 'web', cwd: '/home/ada/shop/web', branch: 'Checkout' }),
  someAgent({ id: id('c'), number: 12, name: 'docs', group: 'prose', detail: 'npm run 翻訳' }),
];

function found(text: string, onScreens: readonly [string, string][] = []): string {
  const filtered = filteredBy(text, roster, {
    paths: { folder: '/home/ada', homeFolder: '/home/ada' },
    onScreens: onScreens.map(([word, agent]) => ({ word, agents: [id(agent)] })),
  });
  return filtered.type === 'found'
    ? filtered.agents.map(({ name }) => name).join(' ')
    : filtered.problem;
}

describe('agent filter', () => {
  it.each([
    ['', 'api web docs'],
    ['  api ', 'api'],
    ['shop', 'api web'],
    ['shop web', 'web'],
    ['working', 'api'],
    ['checkout', 'web'],
    ['Checkout', 'web'],
    ['CHECKOUT', ''],
    ['prose', 'docs'],
    ['翻訳', 'docs'],
    ['ada', ''],
    ['2', 'web'],
    ['12', 'docs'],
  ])('[FN2] "%s" finds "%s"', (text, names) => {
    expect(found(text)).toBe(names);
  });

  it('[FN1] a word may stand in the facts and another on the screen', () => {
    expect(found('shop flaky', [['flaky', 'b']])).toBe('web');
    expect(found('docs flaky', [['flaky', 'b']])).toBe('');
  });

  it.each([
    ['state=working', 'api'],
    ['@prose', 'docs'],
    ['!api', 'web docs'],
    ['api,docs', 'api docs'],
    ['w*', 'web'],
    ['cwd=~/shop', 'api web'],
    ['@nobody', ''],
    ['api!', ''],
  ])('[FN3] the selector "%s" finds "%s"', (text, names) => {
    expect(found(text)).toBe(names);
  });

  it('[FN3] half a selector says what is wrong with it', () => {
    expect(found('state=wor')).toContain('"wor" is no state');
  });

  it('[FN4] screens are asked for words alone, each once, and for none of a single letter', () => {
    expect(wordsForScreens('fix a fix bug')).toEqual(['fix', 'bug']);
    expect(wordsForScreens('state=done')).toEqual([]);
  });
});

describe('matches on screens', () => {
  const agent = id('a');

  it('[FN11] each line that has the text is told once, with its place', () => {
    const lines = ['  Run the tests', '', 'tests and TESTS'];
    expect(screenMatches([{ agent, lines }], 'tests')).toEqual({
      matches: [
        { agent, row: 1, text: 'Run the tests', at: 8, length: 5 },
        { agent, row: 3, text: 'tests and TESTS', at: 0, length: 5 },
      ],
      left: 0,
    });
  });

  it('[FN11] what is broken between two lines is found where it begins', () => {
    const lines = ['  please run the', '  tests again', 'the tests'];
    const { matches } = screenMatches([{ agent, lines }], 'the tests');
    expect(matches.map(({ row, text }) => [row, text])).toEqual([
      [1, 'please run the tests again'],
      [3, 'the tests'],
    ]);
  });

  it('[FN11] of a long line the part around the text is told', () => {
    const line = `${'x'.repeat(400)}needle${'y'.repeat(400)}`;
    const [match] = screenMatches([{ agent, lines: [line] }], 'needle').matches;
    expect(match?.text.length).toBe(240);
    expect(match?.text.slice(match.at, match.at + match.length)).toBe('needle');
  });

  it('[FN11] a letter whose small form is longer does not move the place', () => {
    const [match] = screenMatches([{ agent, lines: ['İİ needle'] }], 'needle').matches;
    expect(match?.text.slice(match.at, match.at + match.length)).toBe('needle');
  });

  it('[FN11] more than anybody reads are counted only', () => {
    const lines = Array.from({ length: 600 }, () => 'needle');
    const { matches, left } = screenMatches([{ agent, lines }], 'needle');
    expect([matches.length, left]).toEqual([500, 100]);
  });
});
