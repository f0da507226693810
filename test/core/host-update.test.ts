import { expect, it } from 'vitest';
import { runningHost, typesOf } from '../support/host-run.ts';

it('[TR55] a yes runs the command of codex itself in a tile, on the Codex home of the user', () => {
  const host = runningHost('update');
  const effects = host.ask(100, { type: 'updateCodex', answer: 'yes' });
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'start-codex',
      launch: expect.objectContaining({
        name: 'update-2',
        home: 'shared',
        task: { type: 'command', words: ['update'] },
        worktree: null,
      }),
    }),
  );
  expect(typesOf(effects)).toContain('update-answered');
});

it('[TR55] a no starts nothing, and is not asked again either', () => {
  const host = runningHost('api');
  const effects = host.ask(100, { type: 'updateCodex', answer: 'no' });
  expect(typesOf(effects)).toEqual(expect.arrayContaining(['update-answered']));
  expect(typesOf(effects)).not.toContain('start-codex');
  expect(host.reply()).toEqual({ ok: true, value: [] });
});
