import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

const shows = (text: string) => (screen: string) => screen.includes(text);

/** Fills the form of `n` with a name and a folder, and sends it. */
async function askForAgent(screen: OuterTerminal, name: string, folder: string): Promise<void> {
  screen.type('n');
  await screen.waitFor('the form', shows('New agent'));
  screen.type(`${name}\t\x15${folder}`);
  // Of a long path a field and a box show the end.
  await screen.waitFor('the folder in the form', shows(folder.slice(-12)));
  screen.type('\r');
}

it('[SC40] whether codex may trust a folder is asked before the agent starts', async () => {
  const grid = await freshGrid();
  const folders = ['mine', 'theirs'].map((name) => `${grid.folder}/${name}`);
  for (const folder of folders) {
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  }
  const [mine = '', theirs = ''] = folders;
  const screen = grid.openScreen();
  await screen.waitFor('the empty grid', shows('No agents yet'));

  await askForAgent(screen, 'mine', mine);
  await screen.waitFor('the question', shows(`${mine.slice(-4)}?`));
  screen.type('y');
  await screen.waitFor('the composer', shows('Ask Codex to do anything'));
  await grid.waitForState('mine', 'ready');

  await askForAgent(screen, 'theirs', theirs);
  await screen.waitFor('the question', shows(`${theirs.slice(-6)}?`));
  screen.type('\r');
  await grid.waitForState('theirs', 'dialog');

  // The answer is kept: nobody is asked twice.
  await askForAgent(screen, 'again', mine);
  await grid.waitForState('again', 'ready');
});

it('[SC41] what the screen asks of the host is done', async () => {
  const grid = await freshGrid();
  await grid.newAgent('solo');
  await grid.waitForState('solo', 'ready');
  await grid.prompt('solo', 'say See https://example.com/tea for more.');
  await grid.waitForState('solo', 'done');
  const screen = grid.openScreen();
  await screen.waitFor('the answer', shows('https://example.com/tea'));

  screen.type('U');
  await screen.waitFor('the notice', shows('Copied: https://example.com/tea'));
  expect(screen.copied()).toEqual(['https://example.com/tea']);

  screen.type('R');
  await screen.waitFor('the form', shows('Rename · solo'));
  screen.type('tea\r');
  await screen.waitFor('notice and name', (text) => {
    return text.includes('solo is called tea now. u undoes it') && / 1 \S tea /.test(text);
  });
  screen.type('f');
  await screen.waitFor('the form', shows('Fork · tea'));
  screen.type('\r');
  await grid.waitForState('tea-2', 'ready');
  await screen.waitFor('the fork', shows('tea-2'));

  screen.type('x');
  await grid.waitForState('tea-2', 'ended');
  await screen.waitFor('the end', shows('e resumes'));
  screen.type('X');
  await screen.waitFor('the notice', shows('Removed tea-2. u undoes it'));
  screen.type('u');
  await screen.waitFor('the agent', (text) => /tea-2 is back/.test(text) && /2 □ tea-2/.test(text));
  screen.type('2e');
  await grid.waitForState('tea-2', 'ready');
});

it('[SC43] an edit of the config file is seen at once', async () => {
  const grid = await freshGrid();
  await grid.newAgent('one');
  await grid.newAgent('two');
  const screen = grid.openScreen({ columns: 100, rows: 30 });
  await screen.waitFor('both tiles', (text) => / one /.test(text) && / two /.test(text));
  const folder = `${grid.env['HOME']}/.config/codex-grid`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/config.toml`,
    '[keys]\nhelp = ["F1"]\n\n[tile]\nmin_columns = 90\nmin_rows = 20\n',
  );
  await screen.waitFor('the new key', shows('F1 help'));
  await screen.waitFor('digests', shows('nothing was said yet'));
  screen.type('m');
  await screen.waitFor('two pages', (text) => shows('page 1/2')(text) && !/ two /.test(text));
  writeFileSync(`${folder}/config.toml`, '[keys]\nhlep = ["F1"]\n');
  await screen.waitFor('the problem', shows('hlep'));
  expect(screen.text()).toContain('F1 help');
});

it('[SC44] the agents of a host that was killed are offered, and come back', async () => {
  const grid = await freshGrid();
  for (const name of ['one', 'two']) {
    await grid.newAgent(name);
    await grid.waitForState(name, 'ready');
    await grid.prompt(name, `say I am ${name}.`);
    await grid.waitForState(name, 'done');
  }
  process.kill(await grid.hostPid(), 'SIGKILL');
  const screen = grid.openScreen();
  await screen.waitFor('the offer', shows('2 agents ended with the last host: E resumes all.'));
  screen.type('E');
  for (const name of ['one', 'two']) {
    await grid.waitForState(name, 'ready');
    await screen.waitFor('its conversation', shows(`I am ${name}.`));
  }
  expect(screen.text()).not.toContain('ended with the last host');
});
