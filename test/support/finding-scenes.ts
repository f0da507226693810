import { pasted } from './broadcast-scenes.ts';
import { keys, type Scene } from './scene.ts';
import { four, frames, nine, sixteen } from './scene-agents.ts';
import { answered } from './screen-model.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const filtered = (text: string) => [...keys('/'), pasted(text)];

/** Finding agents, and putting them in order. */
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
};
