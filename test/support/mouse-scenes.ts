import type { Scene } from './scene.ts';
import { api, four, frames } from './scene-agents.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const copied = (text: string) => [{ type: 'text-selected', text, word: null } as const];

const dragged = {
  agents: four,
  selection: { agent: api.id, unit: 'word', anchor: { x: 4, y: 3 }, head: { x: 16, y: 5 } },
  events: copied('Edited src/session.rs +4 -2\n    41 -let now = Instant::now();\n    41 +let now'),
} as const;

/** What the mouse selects and points at. */
export const mouseScenes: Readonly<Record<string, Scene>> = {
  'selected-text-80x24': { ...at(80, 24), ...dragged },
  'selected-text-no-color-80x24': { ...at(80, 24), ...dragged, colorDepth: 'none' },
};
