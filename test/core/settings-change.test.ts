import { expect, it } from 'vitest';
import { changeNotice } from '../../src/core/settings/settings-change.ts';
import { loadedSettings } from '../../src/core/settings/settings-load.ts';

const loaded = (text: string) =>
  loadedSettings(text, { file: 'config.toml', folder: '/', homeFolder: '/home/ann' });

it.each([
  [
    '',
    'model = "m"',
    'model was changed in the config: agents that run take it up at their next start.',
  ],
  [
    'model = "m"\nsandbox = "read-only"\nenv.A = "1"',
    'codex = "codex-next"\nenv.A = "2"\nmodel = "m"',
    'sandbox, env, codex were changed in the config: agents that run take them up at their next start.',
  ],
  ['model = "m"', '# the same\nmodel = "m"', null],
  ['', 'update = "never"\nworktree = true\nkeys.leave = ["F1"]', null],
  ['', 'modle = 1', null],
])('[ST31] from %j to %j', (before, after, notice) => {
  expect(changeNotice(loaded(before), loaded(after))).toBe(notice);
});
