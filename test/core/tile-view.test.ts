import { describe, expect, it } from 'vitest';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import type { ScreenEvent, ScreenModel } from '../../src/core/screen/screen-state.ts';
import { anAgent } from '../support/fake-host.ts';
import { key, modelOf, sceneNow } from '../support/scene.ts';

const agents = Array.from({ length: 32 }, (_, index) =>
  anAgent({ id: `a${index}`, number: index + 1, name: `n${index}` }),
);

const played = (model: ScreenModel, ...events: readonly ScreenEvent[]) =>
  events.reduce(
    (before, event) => {
      const { model, effects } = act(before.model, event, sceneNow);
      return { model, effects: [...before.effects, ...effects] };
    },
    { model, effects: [] as ReturnType<typeof act>['effects'] },
  );

const viewsIn = (model: ScreenModel) => [
  ...new Set(screenLayout(model).tiles.map(({ view }) => view)),
];

const few = modelOf({ columns: 120, rows: 40, agents: agents.slice(0, 4) });
const many = modelOf({ columns: 120, rows: 40, agents });

describe('the view of tiles', () => {
  it('[LK1] is live while all fit, else digests on fewer pages; m turns it and back', () => {
    expect(viewsIn(few)).toEqual(['live']);
    expect(viewsIn(many)).toEqual(['digest']);
    expect(screenLayout(many).pages).toBe(1);
    const live = played(many, key('m')).model;
    expect(viewsIn(live)).toEqual(['live']);
    expect(screenLayout(live).pages).toBe(2);
    expect(played(live, key('m')).model.tileView).toBe('fitting');
    expect(viewsIn(played(few, key('m')).model)).toEqual(['digest']);
  });

  it('[LK1] is live only where half of each line is to be seen', () => {
    const shown = (columns: number, count: number) =>
      viewsIn(modelOf({ columns, rows: 60, agents: agents.slice(0, count) }));
    expect(shown(200, 32)).toEqual(['digest']);
    expect(shown(208, 32)).toEqual(['live']);
    expect(shown(200, 24)).toEqual(['live']);
  });

  it('[LK4] gives the screen to the one that is typed into, and comes back', () => {
    const typed = played(many, key('Enter')).model;
    expect(screenLayout(typed).tiles).toMatchObject([
      { view: 'live', rectangle: { columns: 120 } },
    ]);
    expect(viewsIn(played(typed, { type: 'input', input: { type: 'leave' } }).model)).toEqual([
      'digest',
    ]);
  });

  it('[LK5] watches no agent whose digest is shown', () => {
    const { effects } = played(few, key('m'));
    expect(effects).toContainEqual({ type: 'watch', tiles: [] });
  });

  it('[LK1] is live for those who are typed at together', () => {
    const mirrored: ScreenModel = {
      ...many,
      mode: { type: 'mirror', agents: [], left: [], hasBegun: false, typedAt: sceneNow },
    };
    expect(viewsIn(mirrored)).toEqual(['live']);
  });
});
