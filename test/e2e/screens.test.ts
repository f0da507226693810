import { expect, it, onTestFinished } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

async function freshGrid(): Promise<GridFixture> {
  const grid = await openGridFixture(toldScript);
  onTestFinished(grid.close);
  return grid;
}

/** A grid with one agent at its composer, and a screen that shows it. */
async function gridWithOne(): Promise<{ grid: GridFixture; screen: OuterTerminal }> {
  const grid = await freshGrid();
  await grid.newAgent('solo');
  await grid.waitForState('solo', 'ready');
  const screen = grid.openScreen();
  await screen.waitFor('the composer in the tile', showsComposer);
  return { grid, screen };
}

const showsComposer = (text: string) => text.includes('Ask Codex to do anything');
const isGrid = (text: string) => /\bGRID\b/.test(text.split('\n').at(-1) ?? '');
const isType = (text: string) => /\bTYPE 1\b/.test(text.split('\n').at(-1) ?? '');

async function detach(screen: OuterTerminal): Promise<void> {
  screen.type('q');
  await screen.waitFor('the quit dialog', (text) => text.includes('Detach'));
  screen.type('\r');
  expect(await screen.exited).toEqual({ code: 0, signal: 0 });
}

it('[E211] a prompt typed in TYPE runs working, then done, and leaving brings GRID back', async () => {
  const { grid, screen } = await gridWithOne();
  expect(isGrid(screen.text())).toBe(true);
  screen.type('\r');
  await screen.waitFor('TYPE', isType);
  screen.type('wait at typed');
  await screen.waitFor('the typed text', (text) => text.includes('› wait at typed'));
  await screen.answer('\r');
  await screen.waitFor('working', (text) => text.includes('I wait.') && /working/.test(text));
  await grid.waitForState('solo', 'working');
  screen.type('\x11');
  await screen.waitFor('GRID', isGrid);
  grid.server.release('typed');
  await screen.waitFor('the answer', (text) => text.includes('All done.'));
  await grid.waitForAgent('solo', 'at rest', ({ state }) => state === 'done' || state === 'ready');
});

it('[E212] detaching leaves nothing on, and coming back shows the same screen', async () => {
  const { grid, screen } = await gridWithOne();
  await grid.prompt('solo', 'say The same for ever.');
  // The last that codex draws, in either order.
  await screen.waitFor('the end of the turn and its title', (text) => {
    return text.includes('Worked for') && text.includes('· say The same for ever');
  });
  const tile = (await grid.command('screen', 'solo')).stdout;
  await detach(screen);
  expect(screen.leftOn()).toEqual([]);
  expect((await grid.agent('solo')).exit).toBeNull();

  const again = grid.openScreen();
  await again.waitFor('the same answer', (text) => text.includes('The same for ever.'));
  expect((await grid.command('screen', 'solo')).stdout).toBe(tile);
});

it.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
  '[E213] %s to the screen restores the terminal and leaves the agents',
  async (signal) => {
    const { grid, screen } = await gridWithOne();
    screen.kill(signal);
    await screen.exited;
    expect(screen.leftOn()).toEqual([]);
    expect((await grid.agent('solo')).state).toBe('ready');
  },
);

it('[E214] kill -9 of the screen leaves the agents, and the next screen shows them', async () => {
  const { grid, screen } = await gridWithOne();
  const { pid } = await grid.agent('solo');
  screen.kill('SIGKILL');
  await screen.exited;
  const next = grid.openScreen();
  await next.waitFor('the composer in the tile', showsComposer);
  expect((await grid.agent('solo')).pid).toBe(pid);
});

it('[E215] kill -9 of the host lets the screen end with words and a clean terminal', async () => {
  const { grid, screen } = await gridWithOne();
  process.kill(await grid.hostPid(), 'SIGKILL');
  const exit = await screen.exited;
  expect(exit.code).toBe(1);
  expect(screen.leftOn()).toEqual([]);
  expect(screen.text()).toContain('host');
});

it('[E216] two screens of different sizes show the same agent, and each can type', async () => {
  const { grid, screen } = await gridWithOne();
  const small = grid.openScreen({ columns: 80, rows: 24 });
  await small.waitFor('the composer in the small tile', showsComposer);
  small.type('\r');
  await small.waitFor('TYPE', isType);
  small.type('from the small one');
  for (const each of [small, screen]) {
    await each.waitFor('the text', (text) => text.includes('› from the small one'));
  }
  screen.type('\r');
  await screen.waitFor('TYPE', isType);
  screen.type(' and the large one');
  for (const each of [small, screen]) {
    await each.waitFor('both texts', (text) => text.includes('small one and the large one'));
  }
});

it('[E217] after a storm of resizes screen and agent have the last size', async () => {
  const { grid, screen } = await gridWithOne();
  for (let round = 0; round < 60; round += 1) {
    screen.resize(60 + ((round * 37) % 120), 14 + ((round * 11) % 40));
  }
  screen.resize(131, 43);
  await screen.waitFor('the composer at the last size', (text) => {
    const lines = text.split('\n');
    return showsComposer(text) && lines.length === 43 && isGrid(text);
  });
  await expect
    .poll(async () => (await grid.command('screen', 'solo')).stdout.includes('Ask Codex'))
    .toBe(true);
  expect((await grid.agent('solo')).state).toBe('ready');
});

it('[E218] nothing is written to the terminal while nothing changes', async () => {
  const { screen } = await gridWithOne();
  await screen.answer('');
  const before = screen.bytesWritten();
  await new Promise((resolve) => setTimeout(resolve, 700));
  // The age in the tile's title may tick once.
  expect(screen.bytesWritten() - before).toBeLessThan(200);
});

it('[E219] an agent that is resized while it is typed into goes on echoing at once', async () => {
  const { screen } = await gridWithOne();
  screen.type('\r');
  await screen.waitFor('TYPE', isType);
  let typed = '';
  for (const letter of 'ResizedWhileTyping') {
    screen.resize(110 + typed.length, 32);
    // Codex freezes for two seconds at a resize that comes up to 25 ms after a key; this sweeps over that.
    await new Promise((resolve) => setTimeout(resolve, 5 * typed.length));
    typed += letter;
    screen.type(letter);
    const startedAt = performance.now();
    await screen.waitFor(`the echo of "${typed}"`, (text) => text.includes(`› ${typed}`));
    expect(performance.now() - startedAt).toBeLessThan(1500);
    await screen.answer('');
  }
});
