import { expect, it } from 'vitest';
import type { ScreenEvent } from '../../src/core/screen/screen-state.ts';
import {
  agents,
  focus,
  id,
  leave,
  play,
  published,
  start,
  typed,
} from '../support/screen-model.ts';

const two = agents({}, {});

/** What the host is told at the last of the events. */
const told = (...events: readonly (ScreenEvent | string)[]) =>
  play(start(two), ...events).effects.flatMap((effect) =>
    effect.type === 'typing' ? [effect.agent] : [],
  );

it('[HQ55] the host is told whom its user begins to type into, and when that is over', () => {
  expect(told('Right')).toEqual([]);
  expect(told('Enter')).toEqual([id(1)]);
  expect(told('2', 'z')).toEqual([id(2)]);
  expect(told('Enter', typed('x'))).toEqual([]);
  expect(told('Enter', leave)).toEqual([null]);
  expect(told('Enter', published(...two.slice(1)))).toEqual([null]);
});

it('[HQ55] who looks elsewhere does not type', () => {
  expect(told('Enter', focus(false))).toEqual([null]);
  expect(told('Enter', focus(false), focus(true))).toEqual([id(1)]);
  expect(told(focus(false))).toEqual([]);
});
