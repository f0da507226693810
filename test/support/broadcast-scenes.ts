import { keys, type Scene } from './scene.ts';
import { four, frames, nine, sixteen } from './scene-agents.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

/** Marks, and prompts to several. */
export const broadcastScenes: Readonly<Record<string, Scene>> = {
  'marks-80x24': { ...at(80, 24), agents: four, events: keys('Space', '3', 'Space') },
  'marks-120x40': { ...at(120, 40), agents: nine, events: keys('2', 'Space', '6', 'v', '1') },
  'marks-no-color-80x24': {
    ...at(80, 24),
    agents: nine,
    events: keys('a', '3', 'Space'),
    colorDepth: 'none',
  },
  'stop-several-80x24': { ...at(80, 24), agents: four, events: keys('a', 'x') },
  'marks-200x60': { ...at(200, 60), agents: sixteen, events: keys('Space', '*') },
};
