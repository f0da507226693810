import { describe, expect, it } from 'vitest';
import { wordsLimit } from '../../src/core/screen/text-field.ts';
import { pasted } from '../support/broadcast-scenes.ts';
import { agents, play, start } from '../support/screen-model.ts';

const roster = agents({ name: 'api' }, { name: 'web' });

/** Words that are looked for one by one. */
const largePaste = 'lorem ipsum\n'.repeat(100_000);

function writtenIn(key: string): string {
  const { overlay } = play(start(roster), key, pasted(largePaste), pasted(largePaste)).model;
  switch (overlay.type) {
    case 'filter':
      return overlay.field.text;
    case 'palette':
      return overlay.palette.field.text;
    case 'search':
      return overlay.search.field.text;
    case 'name':
      return overlay.form.field.text;
    default:
      throw new Error(`${key} opened ${overlay.type}`);
  }
}

describe('a large paste', () => {
  it.each([
    ['the palette', ':'],
    ['the filter', '/'],
    ['the search', 'g'],
    ['a name', 'R'],
  ])('[BR4] into %s is cut to what can be meant', (_name, key) => {
    const written = writtenIn(key);
    expect(written.length).toBeGreaterThan(wordsLimit - 20);
    expect(written.length).toBeLessThanOrEqual(wordsLimit);
    expect(written).toMatch(/^lorem ipsum lorem/);
  });
});
