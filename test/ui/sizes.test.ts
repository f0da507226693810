import { describe, expect, it } from 'vitest';
import { emphasisOf, screenLayout } from '../../src/core/screen/screen-layout.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import type { ScreenModel } from '../../src/core/screen/screen-state.ts';
import { strokes } from '../../src/core/screen/tile-pieces.ts';
import { layoutNames } from '../../src/core/settings/layout-names.ts';
import { compositor } from '../../src/ui/compositor.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { pictureOf } from '../../src/ui/picture-of.ts';
import { theme } from '../../src/ui/theme.ts';
import { drawScene, keys, modelOf, type Scene, sceneNow } from '../support/scene.ts';
import { api, four, frames, nine, sixteen } from '../support/scene-agents.ts';
import { emulator, type SeenCell, screenCells, write } from '../support/seen-screen.ts';

const rosters = { one: [api], four, nine, sixteen };

const sizes = [
  [40, 10],
  [41, 11],
  [57, 17],
  [80, 24],
  [99, 31],
  [131, 43],
  [200, 60],
  [317, 97],
  [500, 200],
] as const;

const look = theme({ colorDepth: 'truecolor', background: 'dark', contrast: 'normal' });

const sceneOf = (size: readonly [number, number], roster: keyof typeof rosters): Scene => ({
  columns: size[0],
  rows: size[1],
  agents: rosters[roster],
  frames,
});

type Cells = readonly (readonly SeenCell[])[];

const textAt = (cells: Cells, x: number, y: number): string => cells[y]?.[x]?.text ?? '';

/** Where a border is broken or a tile is drawn over, and what stands outside of all of them. */
function flaws(cells: Cells, model: ScreenModel): readonly string[] {
  const { tiles, footerRows } = screenLayout(model);
  const inTile = cells.map((row) => row.map(() => 0));
  const broken = tiles.flatMap(({ agent, rectangle }) => {
    const { x, y, columns, rows } = rectangle;
    const { side, top, bottom } = strokes[emphasisOf(model, agent.id)];
    const [right, last] = [x + columns - 1, y + rows - 1];
    for (let at = y; at <= last; at += 1) {
      for (let across = x; across <= right; across += 1) inTile[at]![across]! += 1;
    }
    const wanted = [
      [x, y, top[0]],
      [right, y, top[1]],
      [x, last, bottom[0]],
      [right, last, bottom[1]],
      ...Array.from({ length: rows - 2 }, (_, at) => [x, y + 1 + at, side] as const),
      ...Array.from({ length: rows - 2 }, (_, at) => [right, y + 1 + at, side] as const),
    ] as const;
    return wanted.flatMap(([across, at, glyph]) =>
      textAt(cells, across, at) === glyph
        ? []
        : [`${agent.name}: "${textAt(cells, across, at)}" at ${across},${at}, not ${glyph}`],
    );
  });
  const stray = cells.slice(0, cells.length - footerRows).flatMap((row, y) =>
    row.flatMap((cell, x) => {
      const count = inTile[y]?.[x] ?? 0;
      if (count > 1) return [`two tiles at ${x},${y}`];
      return count === 0 && tiles.length > 0 && cell.text.trim() !== '' ? [`stray ${x},${y}`] : [];
    }),
  );
  return [...broken, ...stray];
}

describe('every size', () => {
  it.each(sizes)('[LK40] %i x %i is filled exactly, and borders are whole', async (...size) => {
    for (const roster of ['one', 'four', 'sixteen'] as const) {
      // The largest take a second each.
      if (size[0] > 200 && roster !== 'sixteen') continue;
      const scene = sceneOf(size, roster);
      const { cells } = await drawScene(scene);
      const widths = new Set(
        cells.map((row) => row.reduce((sum, { columns }) => sum + columns, 0)),
      );
      expect([cells.length, ...widths]).toEqual([size[1], size[0]]);
      expect(flaws(cells, modelOf(scene))).toEqual([]);
    }
  });

  it.each(layoutNames)('[LK40] borders are whole in the layout %s', async (layout) => {
    const turns = layoutNames.indexOf(layout);
    const events = keys(...Array.from({ length: turns }, () => 'L'), 'Escape');
    for (const size of sizes.slice(0, 7).filter((_, at) => at % 2 === 0)) {
      const scene = { ...sceneOf(size, 'nine'), events };
      const { cells } = await drawScene(scene);
      expect(flaws(cells, modelOf(scene))).toEqual([]);
    }
  });

  it.each(['n', 'b', '?', ':', 'g', 'o', 'I', 'q', 'R'])(
    '[LK41] what %j opens stays above the footer and inside the screen',
    async (opening) => {
      const painter = (await loadInk(process.env))();
      for (const size of [sizes[0], sizes[2], sizes[3], sizes[6]]) {
        const model = modelOf({ ...sceneOf(size, 'four'), events: keys(opening) });
        const { covers } = painter.draw(model, { theme: look, now: sceneNow });
        const { footerRows } = screenLayout(model);
        expect(covers).toHaveLength(1);
        for (const { x, y, columns, rows } of covers) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
          expect(x + columns).toBeLessThanOrEqual(size[0]);
          expect(y + rows).toBeLessThanOrEqual(size[1] - footerRows);
        }
      }
      painter.end();
    },
  );
});

/** Wider and lower, narrower and higher, too small, and back. */
const resizes = [
  [131, 17],
  [57, 43],
  [200, 60],
  [40, 10],
  [30, 8],
  [80, 24],
] as const;

it('[LK42] a size that changes leaves nothing of the one before', async () => {
  const painter = (await loadInk(process.env))();
  const pictured = (model: ScreenModel) =>
    pictureOf({
      chrome: painter.draw(model, { theme: look, now: sceneNow }),
      frames: new Map(),
      mode: model.mode,
      selection: null,
      theme: look,
      now: sceneNow,
    });
  const terminal = emulator(80, 24);
  // There a new size does not wrap lines anew, as in life.
  await write(terminal, '\x1b[?1049h');
  const painting = compositor({ colorDepth: 'truecolor' });
  let model = modelOf(sceneOf([80, 24], 'sixteen'));
  for (const [columns, rows] of resizes) {
    terminal.resize(columns, rows);
    model = act(model, { type: 'resized', columns, rows }, sceneNow).model;
    await write(terminal, painting.compose(pictured(model)));
    const fresh = emulator(columns, rows);
    await write(fresh, compositor({ colorDepth: 'truecolor' }).compose(pictured(model)));
    expect(screenCells(terminal)).toEqual(screenCells(fresh));
  }
  painter.end();
});
