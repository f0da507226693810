import type { AgentId } from '../core/agent/agent.ts';
import { smallestPty } from '../core/screen/grid-layout.ts';
import { pictureText } from '../core/screen/picture-text.ts';
import { promptMemory } from '../core/screen/prompt-memory.ts';
import { act, screenModel } from '../core/screen/screen-model.ts';
import type { ScreenEffect } from '../core/screen/screen-state.ts';
import type { Frame } from '../core/terminal/frame.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { ChromePainter } from './chrome.tsx';
import type { Clock } from './pacer.ts';
import { pictureOf } from './picture-of.ts';
import { theme } from './theme.ts';

/** A program that was resized has redrawn itself when it is silent for so long. */
const quietMs = 300;

/** A spinner is never silent. */
const patienceMs = 3000;

type Watched = Extract<ScreenEffect, { type: 'watch' }>['tiles'];

/** What a screen of that size shows of the host, as plain text; waits until the agents have drawn themselves at their tiles' sizes. */
export function printedFrame(
  host: HostPort,
  options: {
    readonly columns: number;
    readonly rows: number;
    readonly clock: Clock;
    readonly chromePainter: ChromePainter;
  },
): Promise<string> {
  const { columns, rows, clock, chromePainter } = options;
  const frames = new Map<AgentId, Frame>();
  let watched: Watched = [];
  let model = screenModel({
    columns,
    rows,
    folder: '',
    homeFolder: '',
    timeZone: 'UTC',
    notice: null,
    demo: false,
    prompts: promptMemory({ source: 'print', history: [] }),
  });

  return new Promise((resolve) => {
    const print = () => {
      stopQuiet();
      stopPatience();
      const now = clock.now();
      const colors = theme({ colorDepth: 'none', background: 'dark', contrast: 'normal' });
      const chrome = chromePainter.draw(model, { theme: colors, now });
      chromePainter.end();
      resolve(
        pictureText(
          pictureOf({ chrome, frames, mode: model.mode, selection: null, theme: colors, now }),
        ),
      );
    };
    let stopQuiet = () => {};
    const stopPatience = clock.after(patienceMs, print);
    const awaitQuiet = () => {
      stopQuiet();
      if (watched.every((tile) => isDrawn(frames.get(tile.agent), tile))) {
        stopQuiet = clock.after(quietMs, print);
      }
    };
    host.onFrame((agent, frame) => {
      frames.set(agent as AgentId, frame);
      awaitQuiet();
    });
    host.onSettings((news) => {
      const settings = { ...news, type: 'settings', problem: null } as const;
      model = act(model, settings, clock.now()).model;
    });
    host.onRoster((roster) => {
      const acted = act(model, { type: 'roster', roster }, clock.now());
      model = acted.model;
      for (const effect of acted.effects) {
        if (effect.type !== 'watch') continue;
        watched = effect.tiles;
        host.send({ type: 'watch', tiles: [...watched] });
      }
      awaitQuiet();
    });
  });
}

function isDrawn(frame: Frame | undefined, tile: Watched[number]): boolean {
  return (
    frame?.columns === Math.max(smallestPty.columns, tile.columns) &&
    frame.rows === Math.max(smallestPty.rows, tile.rows)
  );
}
