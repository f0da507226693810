import { keys, type Scene } from './scene.ts';
import { frames, nine } from './scene-agents.ts';

const busy = { columns: 120, rows: 40, frames, agents: nine, events: keys('5') };

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
