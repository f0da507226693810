import { describe, expect, it } from 'vitest';
import { blankFrame, type Frame } from '../../src/core/terminal/frame.ts';
import { loadInk } from '../../src/ui/load-ink.ts';
import { printedFrame } from '../../src/ui/print-frame.ts';
import type { HostPort } from '../../src/wire/host-port.ts';
import { manualClock } from '../support/manual-clock.ts';
import { drawScene, sceneNow } from '../support/scene.ts';
import { scenes } from '../support/scenes.ts';
import { agents, id } from '../support/screen-model.ts';

async function rig() {
  const clock = manualClock(sceneNow);
  let draw: (agent: string, frame: Frame) => void = () => {};
  let publish: Parameters<HostPort['onRoster']>[0] = () => {};
  const host: HostPort = {
    request: () => new Promise(() => {}),
    send: () => {},
    onRoster: (listener) => {
      publish = listener;
    },
    onFrame: (listener) => {
      draw = (agent, frame) => listener(agent, frame, []);
    },
    onSettings: () => {},
    onReceipts: () => {},
    onUpdate: () => {},
    onNews: () => {},
    onNotice: () => {},
    onClosed: () => {},
    close: () => {},
  };
  const chromePainter = (await loadInk(process.env))();
  const printed = printedFrame(host, { columns: 80, rows: 16, clock, chromePainter });
  return { clock, printed, draw, publish };
}

const framed = (text: string, columns = 78, rows = 13): Frame => ({
  ...blankFrame(columns, rows),
  lines: blankFrame(columns, rows).lines.map((_, y) => (y === 12 ? `\x1b[31m${text}\x1b[m` : '')),
});

describe('printing', () => {
  it('[VI15] prints the grid once the agents have drawn themselves', async () => {
    const { clock, printed, draw, publish } = await rig();
    publish(agents({ state: 'done', since: sceneNow }));
    draw(id(1), framed('at an earlier size', 60, 20));
    clock.advance(400);
    draw(id(1), framed('日本 done'));
    clock.advance(300);
    const lines = (await printed).split('\n');
    expect(lines).toHaveLength(16);
    expect(lines[0]).toMatch(/^┏━ 1 ✔ a {2}done now ━+┓$/);
    expect(lines[13]).toMatch(/^┃日本 done {69}┃$/);
    expect(lines[15]).toMatch(/^ GRID {3}✔ 1 done/);
  });

  it('[VI15] does not wait for ever for one that never rests', async () => {
    const { clock, printed, draw, publish } = await rig();
    publish(agents({ state: 'working', since: sceneNow }));
    for (let step = 0; step < 40; step += 1) {
      draw(id(1), framed(`spinner ${step}`));
      clock.advance(100);
    }
    expect(await printed).toContain('spinner');
  });

  it('[VI15] text and terminal show the same', async () => {
    const { cells } = await drawScene(scenes['wide-and-hostile-120x40']!);
    const shown = cells.map((row) =>
      row
        .map((cell) => cell.text)
        .join('')
        .trimEnd(),
    );
    const { text } = await drawScene(scenes['wide-and-hostile-120x40']!);
    expect(text.split('\n')).toEqual(shown);
  });
});
