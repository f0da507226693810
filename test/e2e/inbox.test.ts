import { existsSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

async function gridWith(...names: readonly string[]): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  for (const name of names) await grid.newAgent(name);
  for (const name of names) await grid.waitForState(name, 'ready');
  return grid;
}

/** Each asks for leave to make a file of its name outside the project, and can be answered. */
async function askForFiles(grid: GridFixture, ...names: readonly string[]): Promise<void> {
  for (const name of names) await grid.prompt(name, `ask leave for touch ../${name}`);
  for (const name of names) {
    await grid.waitForAgent(name, 'answerable', ({ ask }) => ask?.problem === null);
  }
}

/** Presses as a person does who is told to read first. */
async function press(
  screen: OuterTerminal,
  key: string,
  isTaken: (text: string) => boolean,
): Promise<void> {
  const isTooSoon = (text: string) => text.includes('asks this only just now');
  do {
    await screen.answer(key);
    await screen.waitFor(`what ${key} does`, (text) => isTaken(text) || isTooSoon(text));
  } while (!isTaken(screen.text()));
}

const isAtRest = ({ state }: { readonly state: string }) => state === 'done' || state === 'ready';

it('[IB21] y and d on a tile answer the real codex, each with one key', async () => {
  const grid = await gridWith('one', 'two');
  const screen = grid.openScreen({ columns: 80, rows: 24 });
  await askForFiles(grid, 'one', 'two');
  const showsCard = (name: string) => (text: string) =>
    text.includes(`┃ touch ../${name} `) && text.includes('y approve  d deny');

  await screen.waitFor('the card', showsCard('one'));
  await press(screen, 'y', (text) => text.includes('Approved for one: touch ../one'));
  await grid.waitForAgent('one', 'at rest', isAtRest);
  expect(existsSync(`${grid.folder}/one`)).toBe(true);

  screen.type('2');
  await screen.waitFor('the other card', showsCard('two'));
  await press(screen, 'd', (text) => text.includes('Denied to two: touch ../two'));
  await grid.waitForState('two', 'interrupted');
  expect(existsSync(`${grid.folder}/two`)).toBe(false);
});

it('[IB21] the inbox answers a question, and marked approvals at once', async () => {
  const grid = await gridWith('ask', 'one', 'two');
  const screen = grid.openScreen();
  await grid.prompt('ask', 'ask me');
  await grid.waitForAgent('ask', 'answerable', ({ ask }) => ask?.problem === null);
  await askForFiles(grid, 'one', 'two');

  await screen.waitFor('three that wait', (text) => text.includes('▲ 2 approval'));
  screen.type('I');
  await screen.waitFor('the question', (text) => text.includes('2  Blue'));
  await press(screen, '2', (text) => text.includes('Answered ask with "Blue"'));

  screen.type('jj k ');
  await screen.waitFor('both marked', (text) => text.split('[x]').length === 3);
  screen.type('y');
  await screen.waitFor('both commands', (text) =>
    ['touch ../one', 'touch ../two', 'Approve all', 'these 2'].every((part) => text.includes(part)),
  );
  screen.type('a');
  await screen.waitFor('both answers', (text) =>
    ['Approved for one', 'Approved for two'].every((part) => text.includes(part)),
  );
  for (const name of ['ask', 'one', 'two']) await grid.waitForAgent(name, 'at rest', isAtRest);
  expect(existsSync(`${grid.folder}/one`)).toBe(true);
  expect(existsSync(`${grid.folder}/two`)).toBe(true);
});
