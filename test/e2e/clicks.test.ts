import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { answers, askLeaveFor, say } from './truth/scripts.ts';

const address = 'https://example.com/a/long/path/that/codex/breaks/over/rows?with=a&query=1';

/** Longer than the screen. */
const counted = Array.from({ length: 60 }, (_, at) => `- tea ${at + 1}`).join('\n');

const script = answers({
  one: [[askLeaveFor('touch one')], [say('Ok.')]],
  two: [[askLeaveFor('echo first'), askLeaveFor('echo second')], [say('Ok.')]],
  count: [[say(counted)], [say('Ok.')]],
  link: [[say(`See ${address} for more.`)]],
});

let grid: GridFixture;
let screen: OuterTerminal;

beforeAll(async () => {
  grid = await openGridFixture(script);
  await grid.newAgent('clicked');
  await grid.waitForState('clicked', 'ready');
  screen = grid.openScreen({ columns: 60, rows: 30 });
  await screen.waitFor('the agent', (text) => text.includes('clicked'));
});

afterAll(() => grid.close());

/** Where a text stands on the screen, from 1 as terminals count. */
function placeOf(text: string): string {
  const rows = screen.text().split('\n');
  const y = rows.findIndex((row) => row.includes(text));
  if (y === -1) throw new Error(`no ${text} on\n${rows.join('\n')}`);
  return `${(rows[y]?.indexOf(text) ?? 0) + 1};${y + 1}`;
}

/** A request is answered only once it could have been read. */
const readingMs = 500;

const left = 0;
const alt = 8;
const press = (place: string, button = left) => screen.type(`\x1b[<${button};${place}M`);
const release = (place: string, button = left) => screen.type(`\x1b[<${button};${place}m`);

const answerable = (id: string | null = null) =>
  grid.waitForAgent(
    'clicked',
    'answerable',
    ({ ask }) => ask !== null && ask.problem === null && ask.id !== id,
  );

function click(text: string, button = left): void {
  const place = placeOf(text);
  press(place, button);
  release(place, button);
}

/** Codex may scroll under a click. */
async function clickUntil(
  act: () => void,
  isSeen: () => boolean | Promise<boolean>,
): Promise<void> {
  const look = async () => {
    act();
    return isSeen();
  };
  await expect
    .poll(look, { timeout: 10_000, interval: 500 })
    .toBe(true)
    .catch((error: unknown) => {
      throw new Error(screen.text(), { cause: error });
    });
}

/** The dialog of codex, and in the tile's card or border what the screen has heard of it. */
const inView = (command: string) =>
  screen.waitFor(
    command,
    (text) => text.includes(`$ ${command}`) && new RegExp(`[▲┃] ${command}`).test(text),
  );

it('[MC20] a click on a row of the dialog of the real codex answers it', async () => {
  await grid.prompt('clicked', 'one');
  await answerable();
  await inView('touch one');
  // Before that a click is refused, as a key is.
  await sleep(readingMs);
  click('1. Yes');
  await grid.waitForState('clicked', 'done');
  expect(existsSync(`${grid.project}/one`)).toBe(true);
});

it('[MC27] an address that codex broke is copied whole, whichever row is pointed at', async () => {
  await grid.prompt('clicked', 'link');
  await grid.waitForState('clicked', 'done');
  await screen.waitFor('the answer', (text) => text.includes('for more.'));
  const isCopied = () => screen.copied().at(-1) === address;
  await clickUntil(() => click('query=1', alt), isCopied);
  const { length: before } = screen.copied();
  await clickUntil(
    () => {
      click('/path');
      click('/path');
    },
    () => isCopied() && screen.copied().length > before,
  );
  // The first click of two types into the agent.
  screen.type('\x11');
  await screen.waitFor('the grid', (text) => text.includes('GRID'));
});

it('[MC10] a drag above the tile of the real codex scrolls it and copies what went by', async () => {
  await grid.prompt('clicked', 'count');
  await grid.waitForState('clicked', 'done');
  await screen.waitFor('the answer', (text) => text.includes('tea 60'));
  press(placeOf('tea 55'));
  // The upper border of the tile, below which its first row lies.
  screen.type('\x1b[<32;5;1M');
  await screen.waitFor('the first lines', (text) => / tea 3 /.test(text));
  screen.type('\x1b[<0;5;1m');
  await expect.poll(() => screen.copied().at(-1)).toContain('tea');
  const numbers = [...(screen.copied().at(-1) ?? '').matchAll(/tea (\d+)/g)].map(([, number]) =>
    Number(number),
  );
  const [first = 0] = numbers;
  expect(first).toBeLessThan(20);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, at) => first + at));
  expect(numbers.at(-1)).toBeGreaterThanOrEqual(54);
  screen.type('\x1b');
});

it('[MC28] a click that began on another request, or before a resize, answers none', async () => {
  /** What is typed after the click is read after it. */
  const isStillAsked = async (id: string | undefined) => {
    screen.type('?');
    await screen.waitFor('the help', (text) => text.includes('Keys'));
    screen.type('q');
    await screen.waitFor('the grid', (text) => !text.includes('Keys') && text.includes('GRID'));
    expect((await grid.agent('clicked')).ask?.id).toBe(id);
  };
  await grid.prompt('clicked', 'two');
  const first = (await answerable()).ask;
  await inView(first?.subject ?? '');
  const place = placeOf('1. Yes');
  press(place);
  await grid.command('answer', 'clicked', 'approve', '--ask', first?.id ?? '');
  const second = (await answerable(first?.id)).ask;
  await inView(second?.subject ?? '');
  release(place);
  await isStillAsked(second?.id);
  await inView(second?.subject ?? '');
  const pressed = placeOf('1. Yes');
  press(pressed);
  // A press shows nowhere, and a program may hear of its size before it reads.
  await sleep(readingMs);
  screen.resize(60, 24);
  // What the terminal itself has left in view of the larger screen has no upper border.
  await screen.waitFor('the smaller screen', (text) => text.startsWith('┏'));
  release(pressed);
  await isStillAsked(second?.id);
});
