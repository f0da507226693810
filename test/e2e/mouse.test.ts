import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GridFixture, openGridFixture } from '../support/grid-fixture.ts';
import type { OuterTerminal } from '../support/outer-terminal.ts';
import { toldScript } from '../support/told-script.ts';

let grid: GridFixture;
let screen: OuterTerminal;

/** An agent that has asked for the mouse, as codex does, and shows two lines. */
function shownCodex(folder: string): Readonly<Record<string, string>> {
  const file = `${folder}/shown-codex.mjs`;
  writeFileSync(
    file,
    `#!${process.execPath}
if (process.argv.includes('--version')) console.log('codex-cli 0.169.0');
else if (process.argv.includes('--help')) console.log('--no-daemon');
else {
  process.stdin.setRawMode(true);
  process.stdin.on('data', () => {});
  process.stdout.write('\\x1b[?1003h\\x1b[?1006h\\x1b]7501;state=idle:app=codex\\x1b\\\\first \\x1b[1m漢字\\x1b[m line\\r\\nsecond line');
}
`,
    { mode: 0o755 },
  );
  return { CODEX_GRID_CODEX: file };
}

beforeAll(async () => {
  grid = await openGridFixture(toldScript, shownCodex);
  await grid.newAgent('shown');
  screen = grid.openScreen({ columns: 100, rows: 30 });
  await screen.waitFor('the agent', (text) => text.includes('second line'));
});

afterAll(() => grid.close());

it('[MC5] what is dragged over in the grid lands on the clipboard', async () => {
  // The tile's inside begins at the second cell of the second line.
  screen.type('\x1b[<0;8;2M\x1b[<32;5;3M\x1b[<32;7;3M\x1b[<0;7;3m');
  await screen.waitFor('the notice', (text) => text.includes('Copied 2 lines, 13 characters.'));
  expect(screen.copied()).toEqual(['漢字 line\nsecond']);
});
