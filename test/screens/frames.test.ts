import { describe, expect, it } from 'vitest';
import { frameText } from '../support/frame-text.ts';
import { drawScene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

describe('golden frames', () => {
  it.each(Object.entries(scenes))('[VI1] %s looks as it did', async (name, scene) => {
    await expect(frameText(await drawScene(scene))).toMatchFileSnapshot(`frames/${name}.txt`);
  });
});
