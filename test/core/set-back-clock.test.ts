import { expect, it } from 'vitest';
import { isReadable } from '../../src/core/screen/waiting-asks.ts';
import { agents, id, start } from '../support/screen-model.ts';

it('[BR6] a request that was in view can be answered though the clock was set back', () => {
  const name = { agent: id(1), ask: 'a1' };
  const { model } = start(agents({ name: 'api' }));
  const shown = { ...model, shownAsks: [{ ...name, at: 5_000_000 }] };
  expect(isReadable(shown, name, 5_000_100)).toBe(false);
  expect(isReadable(shown, name, 5_000_300)).toBe(true);
  expect(isReadable(shown, name, 1_000_000)).toBe(true);
});
