import type { Scene } from './scene.ts';
import { api, four, frames } from './scene-agents.ts';

const at = (columns: number, rows: number) => ({ columns, rows, frames });

const copied = (text: string) => [{ type: 'text-selected', text, word: null } as const];

/** From `Edited` to `now`; the text stands at the bottom of its screen, whose first row with it is told. */
const draggedFrom = (y: number) =>
  ({
    agents: four,
    selection: { agent: api.id, unit: 'word', anchor: { x: 4, y }, head: { x: 16, y: y + 2 } },
    events: copied(
      'Edited src/session.rs +4 -2\n    41 -let now = Instant::now();\n    41 +let now',
    ),
  }) as const;

/** As npm prints it, which does not read the mouse. */
const lookedBack = {
  agents: four,
  lookedBack: {
    agent: api.id,
    back: 214,
    lines: Array.from(
      { length: 80 },
      (_, index) => `\x1b[32m✓\x1b[m test/session/${index + 1}.test.ts (${(index * 7) % 19} ms)`,
    ),
  },
} as const;

/** What the mouse selects and points at. */
export const mouseScenes: Readonly<Record<string, Scene>> = {
  'selected-text-80x24': { ...at(80, 24), ...draggedFrom(3) },
  'selected-text-120x40': { ...at(120, 40), ...draggedFrom(9) },
  'selected-text-200x60': { ...at(200, 60), ...draggedFrom(19) },
  'looked-back-80x24': { ...at(80, 24), ...lookedBack },
  'looked-back-120x40': { ...at(120, 40), ...lookedBack },
  'looked-back-200x60': { ...at(200, 60), ...lookedBack },
  'looked-back-no-color-80x24': { ...at(80, 24), ...lookedBack, colorDepth: 'none' },
  'selected-text-no-color-80x24': { ...at(80, 24), ...draggedFrom(3), colorDepth: 'none' },
};
