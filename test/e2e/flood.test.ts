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
  *flood=true*) echo The flood waits.; read -r go; yes "$(printf '${line}')" | head -c 50000000; echo; echo The flood is over.; exec sleep 600 ;;
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
  await grid.newAgent('flood', '--', '-c', 'flood=true');
  await grid.waitForState('typist', 'ready');
  const screen = grid.openScreen();
  await screen.waitFor('both tiles', (text) => {
    return text.includes('Ask Codex to do anything') && text.includes('The flood waits.');
  });
  screen.type('\r');
  await screen.waitFor('TYPE', (text) => /\bTYPE 1\b/.test(text));

  await grid.command('keys', 'flood', 'Enter');
  await screen.waitFor('the flood', (text) => text.includes('nobody reads'));
  const delaysMs: number[] = [];
  let typed = '';
  for (const letter of 'EchoesWhileItRains') {
    const startedAt = performance.now();
    typed += letter;
    screen.type(letter);
    await screen.waitFor(`the echo of "${typed}"`, (text) => text.includes(`› ${typed}`));
    delaysMs.push(performance.now() - startedAt);
  }
  expect(screen.text()).not.toContain('The flood is over.');
  expect(Math.max(...delaysMs)).toBeLessThan(5_000);

  await expect
    .poll(async () => (await grid.command('screen', 'flood')).stdout, { timeout: 40_000 })
    .toContain('The flood is over.');
});
