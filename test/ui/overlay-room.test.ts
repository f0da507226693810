import { expect, it } from 'vitest';
import { screenLayout } from '../../src/core/screen/screen-layout.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { theme } from '../../src/ui/theme.ts';
import { modelOf, type Scene, sceneNow } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';
import { emulator, screenCells, write } from '../support/seen-screen.ts';

const look = theme({ colorDepth: 'truecolor', background: 'dark', contrast: 'normal' });

/** These are no boxes: they stand in the footer, or in the place of the grid. */
const elsewhere = new Set(['none', 'filter', 'diff', 'transcripts']);

/** What lies above the grid, as far as it is not the same in other colours. */
const covered: readonly (readonly [string, Scene])[] = Object.entries(scenes).filter(
  ([name, scene]) => !/color|light/.test(name) && !elsewhere.has(modelOf(scene).overlay.type),
);

it('[LK41] all that lies above the grid has its whole border above the footer of the smallest screen', async () => {
  const painter = (await loadInk(process.env))();
  const terminal = emulator(40, 10);
  const broken: string[] = [];
  for (const [name, scene] of covered) {
    const model = modelOf({ ...scene, columns: 40, rows: 10 });
    const { covers, text } = painter.draw(model, { theme: look, now: sceneNow });
    await write(terminal, `\u001b[H\u001b[2J${text.replaceAll('\n', '\r\n')}`);
    const cells = screenCells(terminal);
    for (const { x, y, columns, rows } of covers) {
      const [right, bottom] = [x + columns - 2, y + rows - 1];
      const corners = [
        [x + 1, y],
        [right, y],
        [x + 1, bottom],
        [right, bottom],
      ].map(([across = 0, down = 0]) => cells[down]?.[across]?.text);
      const isAboveFooter = y >= 0 && y + rows <= 10 - screenLayout(model).footerRows;
      if (corners.join('') !== '╭╮╰╯' || !isAboveFooter)
        broken.push(`${name}: ${corners} ${y}+${rows}`);
    }
  }
  painter.end();
  expect(broken).toEqual([]);
});
