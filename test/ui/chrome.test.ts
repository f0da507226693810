import { describe, expect, it } from 'vitest';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { tileBody } from '../../src/core/screen/tile-card.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { theme } from '../../src/ui/theme.ts';
import { modelOf, sceneNow } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

const colors = theme({ colorDepth: 'truecolor', background: 'dark', contrast: 'normal' });

describe('chrome', () => {
  it.each(Object.entries(scenes))(
    '[VI3] %s: Ink leaves the room that the layout gave',
    async (_, scene) => {
      const painter = (await loadInk(process.env))();
      const model = modelOf(scene);
      const chrome = painter.draw(model, { theme: colors, now: sceneNow });
      painter.end();
      // A pane has the place of all tiles.
      const tiles = chrome.pane.length > 0 ? [] : screenLayout(model).tiles;
      expect(chrome.bodies.map(({ agent, rectangle }) => ({ agent, rectangle }))).toEqual(
        tiles.map((place) => ({
          agent: place.agent.id,
          rectangle: tileBody(model, place),
        })),
      );
      expect(chrome.text.split('\n').length).toBeLessThanOrEqual(scene.rows);
    },
  );

  it('[VI3] rooms follow when agents come, go and grow', async () => {
    const painter = (await loadInk(process.env))();
    for (const name of [
      'four-80x24',
      'empty-80x24',
      'nine-120x40',
      'zoom-80x24',
      'sixteen-200x60',
      'four-80x24',
    ]) {
      const model = modelOf(scenes[name]!);
      const { bodies } = painter.draw(model, { theme: colors, now: sceneNow });
      expect(bodies.map((body) => body.agent).toSorted()).toEqual(
        screenLayout(model)
          .tiles.map((tile) => tile.agent.id)
          .toSorted(),
      );
    }
    painter.end();
  });

  it('[VI3] a start leaves fetch and the environment as they were', async () => {
    const { fetch } = globalThis;
    const environment = { FORCE_COLOR: '1' };
    await loadInk(environment);
    expect(globalThis.fetch).toBe(fetch);
    expect(environment).toEqual({ FORCE_COLOR: '1' });
  });
});
