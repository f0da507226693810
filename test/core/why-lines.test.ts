import { expect, it } from 'vitest';
import { whyLines } from '../../src/core/screen/why-lines.ts';
import { modelOf } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';

it('[LK44] the evidence of a state is told to its end at every width, with the rules, which stand there', () => {
  const model = modelOf({ ...scenes['why-120x40']!, columns: 40, rows: 200 });
  if (model.overlay.type !== 'why') throw new Error('it is not open');
  const { lines } = whyLines(model, model.overlay);
  const text = lines.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('');
  const words = text.replaceAll(/\s+/g, '');
  expect(words).toContain('(turn-ahead-of-in-band)');
  expect(words).toContain('(ignored:marker-of-older-turn)');
  expect(words).not.toContain('…');
});
