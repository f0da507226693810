import { expect, it, onTestFinished } from 'vitest';
import { openGridFixture } from '../support/grid-fixture.ts';
import { toldScript } from '../support/told-script.ts';

it('[FN26] what the real codex shows and said is found, and tiles stay where they were put', async () => {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  for (const name of ['one', 'two', 'three']) await grid.newAgent(name);
  for (const name of ['one', 'two', 'three']) await grid.waitForState(name, 'ready');
  await grid.prompt('two', 'say gooseberry fool');
  await grid.waitForState('two', 'done');

  const screen = grid.openScreen({ columns: 120, rows: 40 });
  const shows =
    (...parts: readonly string[]) =>
    (text: string) =>
      parts.every((part) => text.includes(part));
  await screen.waitFor('three tiles', shows('1 ○ one', '3 ○ three'));
  screen.type('/gooseberry');
  await screen.waitFor(
    'the one that shows it',
    (text) => text.includes('1 of 3') && !text.includes('○ one'),
  );
  await screen.answer('\r');
  await screen.waitFor('the filter in the footer', shows('GRID', '/gooseberry', '1 of 3'));
  await screen.answer('\x1b');
  await screen.waitFor('all tiles', shows('○ one', '○ three'));

  screen.type('g');
  await screen.waitFor('the search', shows('Find on all screens'));
  screen.type('gooseberry fool');
  await screen.waitFor('a line of it', shows('on 1 screen', 'two', 'say gooseberry fool'));
  await screen.waitFor('what was said', shows('2 in transcripts', 'prompt', 'answer'));
  screen.type('\x1b[6~');
  await screen.answer('\r');
  await screen.waitFor('it in the transcript', shows('/gooseberry fool: ', '▎ › say gooseberry'));
  screen.type('q');
  await screen.waitFor('the grid', (text) => !text.includes('/gooseberry fool'));

  screen.type(':');
  await screen.waitFor('the palette', shows('Palette'));
  screen.type('layout focus');
  await screen.waitFor('the layout', shows('layout focus: the selected one large'));
  await screen.answer('\r');
  await screen.waitFor('that it is done', shows('Layout: the selected one large'));

  screen.type('3<');
  await expect
    .poll(async () => (await grid.ls()).map(({ name }) => name))
    .toEqual(['one', 'three', 'two']);
  screen.type('p');
  await grid.waitForAgent('three', 'pinned', ({ pinned }) => pinned);

  const found = await grid.command('grep', 'gooseberry');
  expect(found).toMatchObject({ exitCode: 0, stderr: '' });
  expect(found.stdout).toMatch(/^two {2}screen/m);
  expect(found.stdout).toMatch(/^two {2}prompt .*say gooseberry fool$/m);
  expect(found.stdout).toMatch(/^two {2}answer .*gooseberry fool$/m);
});
