import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { framePicture } from '../support/frame-picture.ts';
import { pictureNames } from '../support/picture-plays.ts';
import { drawScene } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

/** Those for which the demo has too few agents, each drawn from the golden scene of its name. */
const pictured = { digest: 'digest-32-120x40' } as const;

const root = resolve(import.meta.dirname, '../..');

describe('screenshots', () => {
  it('[VI2] the README shows all of them', () => {
    const readme = readFileSync(`${root}/README.md`, 'utf8');
    const shown = [...readme.matchAll(/\]\(screenshots\/([\w-]+)\.svg\)/g)].map(([, name]) => name);
    const made = [...pictureNames, ...Object.keys(pictured)];
    expect(shown.toSorted()).toEqual(made.toSorted());
    const files = readdirSync(`${root}/screenshots`).map((file) => file.replace('.svg', ''));
    expect(files.toSorted()).toEqual(made.toSorted());
  });

  it.each(Object.entries(pictured))('[VI2] %s.svg is drawn from %s', async (name, sceneName) => {
    const scene = scenes[sceneName]!;
    const svg = framePicture(await drawScene(scene), scene.background ?? 'dark');
    await expect(svg).toMatchFileSnapshot(`../../screenshots/${name}.svg`);
  });
});
