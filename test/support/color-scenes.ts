import type { FirstKeys } from '../../src/core/screen/first-keys.ts';
import { keys, type Scene } from './scene.ts';
import { four, frames, nine } from './scene-agents.ts';

const busy = { columns: 120, rows: 40, frames, agents: nine, events: keys('5') };

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const first: FirstKeys = { used: [], screens: 1 };

/** What somebody sees who has never used it. */
export const newcomerScenes: Readonly<Record<string, Scene>> = {
  'empty-40x10': at(40, 10),
  'empty-60x15': at(60, 15),
  'empty-120x40': at(120, 40),
  'empty-200x60': at(200, 60),
  'first-keys-40x12': { ...at(40, 12), agents: four, firstKeys: first },
  'first-keys-80x24': { ...at(80, 24), agents: four, firstKeys: first },
  'first-keys-120x40': { ...at(120, 40), agents: four, firstKeys: first },
  'first-keys-used-120x40': {
    ...at(120, 40),
    agents: four,
    firstKeys: { used: ['type', 'leave'], screens: 2 },
  },
  'first-keys-200x60': { ...at(200, 60), agents: nine, firstKeys: first },
};

/** The same busy grid in every palette. */
export const colorScenes: Readonly<Record<string, Scene>> = {
  'colors-light-120x40': { ...busy, background: 'light' },
  'colors-high-120x40': { ...busy, contrast: 'high' },
  'colors-high-light-120x40': { ...busy, contrast: 'high', background: 'light' },
  'colors-sixteen-120x40': { ...busy, colorDepth: '16' },
  'colors-sixteen-light-120x40': { ...busy, colorDepth: '16', background: 'light' },
  'colors-sixteen-high-120x40': { ...busy, colorDepth: '16', contrast: 'high' },
  'colors-none-120x40': { ...busy, colorDepth: 'none' },
};
