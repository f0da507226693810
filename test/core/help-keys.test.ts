import { expect, it } from 'vitest';
import { foundRows, helpRows } from '../../src/core/screen/help-keys.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import { key, modelOf, sceneNow } from '../support/scene.ts';

const pressed = (...texts: readonly string[]) =>
  texts.reduce(
    (model, text) => act(model, key(text), sceneNow).model,
    modelOf({ columns: 80, rows: 24 }),
  ).overlay;

it('[LK10] a filter of the help takes letters as text, and Esc closes it', () => {
  expect(pressed('?', '/', 'q', 'j')).toMatchObject({ type: 'help', filter: { text: 'qj' } });
  expect(pressed('?', 'q')).toEqual({ type: 'none' });
  expect(pressed('?', '/', 'q', 'Escape')).toEqual({ type: 'none' });
});

it('[LK10] the help finds all words, in whatever case', () => {
  const found = foundRows(helpRows(keymap), 'SCREEN quit').map(({ label }) => label);
  expect(found).toContain('q Ctrl+C');
  expect(found.length).toBeLessThan(keymap.length / 2);
  expect(foundRows(helpRows(keymap), '')).toEqual(helpRows(keymap));
});
