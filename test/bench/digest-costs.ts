import { performance } from 'node:perf_hooks';
import type { Agent } from '../../src/core/agent/agent.ts';
import { act } from '../../src/core/screen/screen-model.ts';
import { compositor } from '../../src/ui/compositor.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { pictureOf } from '../../src/ui/picture-of.ts';
import { theme } from '../../src/ui/theme.ts';
import { encodeLine } from '../../src/wire/lines.ts';
import { looksScenes } from '../support/looks-scenes.ts';
import { modelOf, sceneNow } from '../support/scene.ts';

const turns = 60;

/** What one agent's news costs a screen of many digests, at most five times a second; goal: below 50 ms. */
export async function measureDigests(): Promise<void> {
  const rows = [
    ['64 at 200x60', await measured('digest-64-200x60')],
    ['32 at 120x40', await measured('digest-32-120x40')],
    ['12 of 32 at 80x24', await measured('digest-32-80x24')],
  ] as const;
  console.table(Object.fromEntries(rows));
}

async function measured(name: string) {
  const scene = looksScenes[name];
  if (!scene?.agents) throw new Error(`no scene ${name}`);
  const painter = (await loadInk(process.env))();
  const colors = theme({ colorDepth: 'truecolor', background: 'dark', contrast: 'normal' });
  const screen = compositor({ colorDepth: 'truecolor' });
  let model = modelOf(scene);
  const show = (roster: readonly Agent[]): number => {
    model = act(model, { type: 'roster', roster }, sceneNow).model;
    const picture = pictureOf({
      chrome: painter.draw(model, { theme: colors, now: sceneNow }),
      frames: new Map(),
      mode: model.mode,
      selection: null,
      theme: colors,
      now: sceneNow,
    });
    return screen.compose(picture).length;
  };
  const said = (turn: number) =>
    scene.agents?.map((agent, at) =>
      at === 1 ? { ...agent, digest: { ...agent.digest, said: `Line ${turn} of it.` } } : agent,
    ) ?? [];
  for (let turn = 0; turn < 10; turn += 1) show(said(-turn));
  const costs = Array.from({ length: turns }, (_, turn) => {
    const roster = said(turn);
    const before = performance.now();
    const bytes = show(roster);
    return { ms: performance.now() - before, bytes };
  }).sort((left, right) => left.ms - right.ms);
  painter.end();
  const at = (share: number) => Number((costs[Math.floor(turns * share)]?.ms ?? 0).toFixed(1));
  return {
    'median ms': at(0.5),
    'p95 ms': at(0.95),
    'bytes to the terminal': Math.max(...costs.map(({ bytes }) => bytes)),
    'bytes from the host': encodeLine({ type: 'roster', roster: scene.agents }).length,
  };
}
