import { expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import type { Frame } from '../../src/core/terminal/frame.ts';
import { screenWatch } from '../../src/host/witnesses/screen-watch.ts';
import { hostClock } from '../support/host-clock.ts';
import { recordedScreens } from '../support/recorded-screens.ts';

const api = 'api' as AgentId;

function frameOf(scene: string): Frame {
  const found = recordedScreens().find((screen) => screen.scene === scene);
  if (!found) throw new Error(`no scene ${scene}`);
  return found.frame;
}

function watched(first: string) {
  const clock = hostClock();
  let frame = frameOf(first);
  const told: string[] = [];
  const watch = screenWatch({
    timers: clock,
    now: clock.now,
    frame: () => frame,
    codexVersion: () => '0.169.0',
    onScreen: (agent, { composer, open }) => told.push(`${agent} ${composer} ${open?.kind}`),
    onTyped: (_agent, at) => told.push(`typed ${at - 1_000_000}`),
  });
  return {
    clock,
    told,
    watch,
    shows(scene: string) {
      frame = frameOf(scene);
      watch.changed([api]);
    },
  };
}

it('[PD2] a change is told once it has come to rest, and what is as it was is not', () => {
  const { clock, told, watch, shows } = watched('draft-short');
  watch.want(api, true);
  expect(told).toEqual(['api draft undefined']);
  shows('approval-command');
  clock.passMs(20);
  expect(told).toHaveLength(1);
  clock.passMs(30);
  expect(told).toEqual(['api draft undefined', 'api hidden approval']);
  watch.changed([api]);
  clock.passMs(100);
  expect(told).toHaveLength(2);
});

it('[PD3] a screen that becomes wanted is read at once, and with it when its user typed last', () => {
  const { clock, told, watch, shows } = watched('draft-short');
  shows('approval-command');
  watch.typed(api);
  clock.passMs(500);
  expect(told).toEqual([]);
  watch.want(api, true);
  expect(told).toEqual(['typed 0', 'api hidden approval']);
  watch.want(api, false);
  shows('draft-short');
  watch.typed(api);
  clock.passMs(500);
  expect(told).toHaveLength(2);
  expect(clock.planned()).toBe(0);
});

it('[PD4] that a user types is told at once, then every quarter of a second', () => {
  const { clock, told, watch } = watched('draft-short');
  watch.want(api, true);
  told.length = 0;
  for (let key = 0; key < 10; key += 1) {
    watch.typed(api);
    clock.passMs(60);
  }
  clock.passMs(1000);
  expect(told).toEqual(['typed 0', 'typed 240', 'typed 480', 'typed 540']);
  expect(clock.planned()).toBe(0);
});

it('[BR6] what was typed before the clock was set back is told as of now', () => {
  const { clock, told, watch } = watched('draft-short');
  watch.typed(api);
  clock.passMs(-3_600_000);
  watch.want(api, true);
  expect(told).toContain('typed -3600000');
});
