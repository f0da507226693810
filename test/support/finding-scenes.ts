import type { AgentId } from '../../src/core/agent/agent.ts';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import type { LayoutName } from '../../src/core/settings/layout-names.ts';
import { pasted } from './broadcast-scenes.ts';
import { key, keys, type Scene } from './scene.ts';
import { four, frames, nine, sixteen } from './scene-agents.ts';
import { answered, settled } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const filtered = (text: string) => [...keys('/'), pasted(text)];

const laid = (layout: LayoutName) => settled({ layout });

const searched = [
  ...keys('g'),
  pasted('tests'),
  answered(
    { type: 'search', text: 'tests', turn: 1 },
    {
      matches: [
        {
          agent: 'a2',
          row: 8,
          text: '• I need to run the migration before the tests.',
          at: 41,
          length: 5,
        },
        {
          agent: 'a5',
          row: 2,
          text: '• Both indexes pass the relevance tests; they differ in size.',
          at: 34,
          length: 5,
        },
        { agent: 'a6', row: 9, text: '• All 214 tests pass with SDK 36.', at: 10, length: 5 },
      ],
      left: 2,
    },
  ),
];

/** Finding agents, and putting them in order. */
const said: readonly ScreenEvent[] = [
  {
    type: 'transcript-searched',
    turn: 1,
    found: {
      agent: 'a2' as AgentId,
      matches: [
        ['answer', 'All tests pass now; the migration runs first.', 4],
        ['command', 'npm run tests -- --only migration', 8],
        ['prompt', 'Why do the tests fail on a fresh database?', 11],
      ].map(([where, text, at], index) => ({
        where: where as 'answer',
        saidAt: null,
        text: text as string,
        at: at as number,
        length: 5,
        path: '/rollout.jsonl',
        presentPath: '/rollout.jsonl',
        title: null,
        position: 100 - index,
      })),
    },
  },
  { type: 'transcript-searched', turn: 1, found: null },
];

export const findingScenes: Readonly<Record<string, Scene>> = {
  'filter-80x24': { ...at(80, 24), agents: nine, events: filtered('shop') },
  'filter-120x40': {
    ...at(120, 40),
    agents: nine,
    events: [
      ...filtered('tests'),
      answered({ type: 'filter', word: 'tests' }, { matches: [{ agent: 'a5' }, { agent: 'a6' }] }),
    ],
  },
  'filter-empty-80x24': { ...at(80, 24), agents: four, events: keys('/') },
  'filter-40x12': { ...at(40, 12), agents: nine, events: filtered('state=working') },
  'filter-kept-80x24': {
    ...at(80, 24),
    agents: nine,
    events: [...filtered('state=done,working'), ...keys('Enter', 'Space')],
  },
  'filter-kept-120x40': {
    ...at(120, 40),
    agents: sixteen,
    events: [...filtered('state=working,ready'), ...keys('Enter')],
  },
  'filter-nobody-80x24': {
    ...at(80, 24),
    agents: nine,
    events: [...filtered('no such thing'), ...keys('Enter')],
  },
  'filter-unreadable-120x40': { ...at(120, 40), agents: nine, events: filtered('state=wor') },
  'filter-no-color-80x24': {
    ...at(80, 24),
    agents: nine,
    events: filtered('shop'),
    colorDepth: 'none',
  },
  'palette-80x24': { ...at(80, 24), agents: four, events: keys(':') },
  'palette-120x40': { ...at(120, 40), agents: nine, events: [...keys(':'), pasted('mark')] },
  'palette-disabled-80x24': {
    ...at(80, 24),
    agents: four,
    events: [...keys(':'), pasted('page'), ...keys('Down')],
  },
  'palette-none-80x24': { ...at(80, 24), agents: four, events: [...keys(':'), pasted('qqqq')] },
  'palette-agents-40x12': { ...at(40, 12), agents: nine, events: [...keys(':'), pasted('go api')] },
  'palette-no-color-80x24': {
    ...at(80, 24),
    agents: four,
    events: keys(':', 'Down'),
    colorDepth: 'none',
  },
  'pinned-80x24': {
    ...at(80, 24),
    agents: nine.map((agent) =>
      agent.number > 7
        ? { ...agent, pinned: true, badges: [{ text: 'pinned', tone: 'quiet' }] }
        : agent,
    ),
    events: keys('8'),
  },
  'search-said-120x40': { ...at(120, 40), agents: nine, events: [...searched, ...said] },
  'search-80x24': { ...at(80, 24), agents: nine, events: searched },
  'search-120x40': { ...at(120, 40), agents: nine, events: [...searched, key('Down')] },
  'search-none-80x24': {
    ...at(80, 24),
    agents: nine,
    events: [
      ...keys('g'),
      pasted('zzz'),
      answered({ type: 'search', text: 'zzz', turn: 1 }, { matches: [], left: 0 }),
    ],
  },
  'search-40x12': { ...at(40, 12), agents: nine, events: searched },
  'focus-80x24': { ...at(80, 24), agents: nine, events: [laid('focus'), key('2')] },
  'focus-120x40': { ...at(120, 40), agents: nine, events: [laid('focus'), key('3')] },
  'focus-200x60': { ...at(200, 60), agents: sixteen, events: [laid('focus'), key('5')] },
  'focus-60x24': { ...at(60, 24), agents: four, events: [laid('focus')] },
  'rows-80x24': { ...at(80, 24), agents: nine, events: keys('L') },
  'columns-120x40': { ...at(120, 40), agents: four, events: [laid('columns')] },
};
