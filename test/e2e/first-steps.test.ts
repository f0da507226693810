import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openGridFixture } from '../support/grid-fixture.ts';
import { toldScript } from '../support/told-script.ts';

it('[LK43] a newcomer is led from the empty grid to an agent and back, and later left alone', async () => {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  const footer = (text: string) => text.split('\n').at(-1) ?? '';
  const kept = () => JSON.parse(readFileSync(`${grid.stateFolder}/first-keys.json`, 'utf8'));

  const screen = grid.openScreen({ columns: 120, rows: 40 });
  await screen.waitFor('how to begin', (text) => {
    return text.includes('No agents yet') && text.includes('codex-grid doctor');
  });
  await grid.newAgent('solo');
  await screen.waitFor('the first keys', (text) => footer(text).includes('Ctrl+Q comes back'));
  await screen.waitFor('the composer', (text) => text.includes('Ask Codex to do anything'));
  screen.type('\r');
  await screen.waitFor('TYPE', (text) => footer(text).includes('Ctrl+Q leaves'));
  screen.type('\x11');
  await screen.waitFor('them again', (text) => footer(text).includes('Ctrl+Q comes back'));
  await screen.answer('\x1b');
  await screen.waitFor('the usual keys', (text) => footer(text).includes('q quit'));
  expect(kept().used).toHaveLength(5);

  const later = grid.openScreen({ columns: 120, rows: 40 });
  await later.waitFor('the usual keys', (text) => footer(text).includes('q quit'));
  expect(footer(later.text())).not.toContain('comes back');
});
