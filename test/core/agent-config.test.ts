import { parse, type TomlTable } from 'smol-toml';
import { expect, it } from 'vitest';
import { generatedConfig, nextConfig } from '../../src/core/codex/agent-config.ts';

const homes = { user: '/home/ann/.codex', agent: '/state/agents/a1/home' };
const ours = { cli_auth_credentials_store: 'file', check_for_update_on_startup: false };

it('[LA8] an agent starts with the config of its user, and ours above it', () => {
  const user = parse('model = "gpt-5.5"\ncheck_for_update_on_startup = true\n[tui]\ntheme = "x"');
  expect(generatedConfig(user, homes)).toEqual({ model: 'gpt-5.5', tui: { theme: 'x' }, ...ours });
  expect(generatedConfig({}, homes)).toEqual(ours);
});

it('[LA9] what codex wrote in the agent survives, and what the user changed arrives', () => {
  const before = parse(
    'model = "old"\neffort = "low"\nkept = 1\n[projects."/a"]\ntrust_level = "trusted"\n[gone]\nx = 1',
  );
  const generated = generatedConfig(before, homes);
  const current: TomlTable = {
    ...generated,
    effort: 'high',
    kept: 2,
    notice: { model_migrations: { 'gpt-5.5': 'gpt-6-sol' } },
    projects: { '/a': { trust_level: 'trusted' }, '/b': { trust_level: 'trusted' } },
  };
  delete current['model'];
  const after = parse(
    'model = "new"\nkept = 1\n[projects."/c"]\ntrust_level = "untrusted"\n[other]\ny = 1.5',
  );
  const next = nextConfig(generatedConfig(after, homes), { generated, current });
  expect(next).toEqual({
    // Both changed it: the user wins.
    model: 'new',
    kept: 2,
    notice: { model_migrations: { 'gpt-5.5': 'gpt-6-sol' } },
    projects: { '/b': { trust_level: 'trusted' }, '/c': { trust_level: 'untrusted' } },
    other: { y: 1.5 },
    ...ours,
  });
});

it('[LA10] ours cannot be written over, and nothing reaches a prototype', () => {
  const generated = generatedConfig({}, homes);
  const current = parse('check_for_update_on_startup = true\n[__proto__]\nisAdmin = true');
  const next = nextConfig(generated, { generated, current });
  expect(next).toMatchObject(ours);
  expect(Object.hasOwn(next, '__proto__')).toBe(true);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

it('[LA11] trust in the hooks of the user moves with them to the home of the agent, and no other does', () => {
  const trust = { trusted_hash: 'sha256:0' };
  const user: TomlTable = {
    hooks: {
      Stop: [],
      state: {
        '/home/ann/.codex/config.toml:stop:0:0': trust,
        '/home/ann/.codex/hooks.json:stop:0:0': trust,
        '/repo/.codex/hooks.json:stop:0:0': trust,
      },
    },
  };
  expect(generatedConfig(user, homes)['hooks']).toEqual({
    Stop: [],
    state: {
      '/state/agents/a1/home/config.toml:stop:0:0': trust,
      '/state/agents/a1/home/hooks.json:stop:0:0': trust,
      '/repo/.codex/hooks.json:stop:0:0': trust,
    },
  });
});
