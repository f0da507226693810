import { writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { openGridFixture } from '../support/grid-fixture.ts';
import { realCodex } from '../support/real-codex.ts';
import { toldScript } from '../support/told-script.ts';

const line = '\\033[31ma line of a log\\033[0m that nobody reads to its end';

/** The real codex never writes 50 MB; this one does when an argument says so, else it is the real one. */
function floodingCodex(folder: string, real: string): Readonly<Record<string, string>> {
  const file = `${folder}/codex`;
  writeFileSync(
    file,
    `#!/bin/sh
case "$*" in
  *flood=true*) yes "$(printf '${line}')" | head -c 50000000; echo; echo The flood is over.; exec sleep 600 ;;
  *) exec '${real}' "$@" ;;
esac
`,
    { mode: 0o755 },
  );
  return { CODEX_GRID_CODEX: file };
}

it('[E231] while one agent writes 50 MB, another echoes keys, and the flood arrives whole', async () => {
  const real = await realCodex();
  const grid = await openGridFixture(toldScript, (folder) => floodingCodex(folder, real));
  onTestFinished(grid.close);
  await grid.newAgent('typist');
  await grid.waitForState('typist', 'ready');
  const screen = grid.openScreen();
  await screen.waitFor('the composer', (text) => text.includes('Ask Codex to do anything'));
  screen.type('\r');
  await screen.waitFor('TYPE', (text) => /\bTYPE 1\b/.test(text));

  await grid.newAgent('flood', '--', '-c', 'flood=true');
  const delaysMs: number[] = [];
  let typed = '';
  for (const letter of 'echo while it rains') {
    const startedAt = performance.now();
    typed += letter;
    screen.type(letter);
    await screen.waitFor(`the echo of "${typed}"`, (text) => text.includes(`› ${typed.trimEnd()}`));
    delaysMs.push(performance.now() - startedAt);
  }
  expect(Math.max(...delaysMs)).toBeLessThan(1000);

  await expect
    .poll(async () => (await grid.command('screen', 'flood')).stdout, { timeout: 40_000 })
    .toContain('The flood is over.');
});
