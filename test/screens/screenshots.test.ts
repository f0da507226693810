import { describe, expect, it } from 'vitest';
import { framePicture } from '../support/frame-picture.ts';
import { drawScene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

/** The README's pictures, each drawn from the golden scene of its name. */
const pictured = {
  grid: 'nine-160x48',
  type: 'type-120x40',
  zoom: 'zoom-120x40',
  approval: 'card-120x40',
  inbox: 'inbox-120x40',
  broadcast: 'composer-120x40',
  receipts: 'receipts-120x40',
  'new-agent': 'new-agent-120x40',
  digest: 'digest-32-120x40',
  diff: 'diff-120x40',
  why: 'why-120x40',
  help: 'help-120x40',
  light: 'four-light-120x40',
} as const;

describe('screenshots', () => {
  it.each(Object.entries(pictured))('[VI2] %s.svg is drawn from %s', async (name, sceneName) => {
    const scene = scenes[sceneName]!;
    const svg = framePicture(await drawScene(scene), scene.background ?? 'dark');
    await expect(svg).toMatchFileSnapshot(`../../screenshots/${name}.svg`);
  });
});
