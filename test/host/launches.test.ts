import { expect, it, vi } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { launches } from '../../src/host/launches.ts';
import { eventually } from '../support/eventually.ts';
import { someLaunch } from '../support/some-command.ts';

it('[LA36] what is to be read once is told at the first start only', async () => {
  const onNotice = vi.fn();
  const onFact = vi.fn();
  const { launch } = launches({
    preparePlace: async (request) => ({
      ok: true,
      request,
      facts: {},
      notices: [],
      setup: null,
      takeBack: async () => undefined,
    }),
    prepareLaunch: async ({ name }) => ({
      ok: true,
      file: 'codex',
      arguments: [],
      env: {},
      cwd: '/',
      facts: {},
      notices: ['codex is new', `${name} is fine`],
    }),
    terminals: { start: () => ({ pid: 7 }) },
    sizeOf: () => ({ columns: 80, rows: 24 }),
    onPrepared: () => undefined,
    onFact,
    onNotice,
  });
  for (const [index, agent] of ['a', 'b', 'a'].entries()) {
    launch(someLaunch({ agent: agent as AgentId, name: agent }));
    await eventually(() => expect(onFact).toHaveBeenCalledTimes(index + 1));
  }
  expect(onNotice.mock.calls).toEqual([
    ['a', 'codex is new'],
    ['a', 'a is fine'],
    ['b', 'b is fine'],
  ]);
});
