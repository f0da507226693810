import fc from 'fast-check';
import { parse, type TomlTable } from 'smol-toml';
import { expect, it } from 'vitest';
import { settingFacts } from '../../src/core/agent/launch-facts.ts';
import { generatedConfig, nextConfig } from '../../src/core/codex/agent-config.ts';
import { codexSettings, flaggedSettings } from '../../src/core/codex/codex-settings.ts';
import { configFlags, inlineToml } from '../../src/core/codex/toml-inline.ts';
import { mergedTables } from '../../src/core/codex/toml-tables.ts';

const homes = { user: '/home/ann/.codex', agent: '/state/agents/a1/home' };
const places = { folder: '/work/api', homeFolder: '/home/ann' };

it('[HL1] settings become the keys of codex, free-form ones last, folders absolute', () => {
  expect(
    codexSettings(
      {
        model: 'gpt-5.5',
        reasoningEffort: 'high',
        sandbox: 'workspace-write',
        approval: 'never',
        network: true,
        addDirs: ['../web', '~/notes', '/tmp/x'],
        profile: 'work',
        env: { A: 'b' },
        args: ['--search'],
        config: {
          model_reasoning_effort: 'low',
          tui: { theme: 'x', none: null },
          list: [[1], null, { a: [] }],
        },
      },
      places,
    ),
  ).toEqual({
    model: 'gpt-5.5',
    model_reasoning_effort: 'low',
    sandbox_mode: 'workspace-write',
    approval_policy: 'never',
    sandbox_workspace_write: {
      network_access: true,
      writable_roots: ['/work/web', '/home/ann/notes', '/tmp/x'],
    },
    tui: { theme: 'x' },
    list: [[1], { a: [] }],
  });
  expect(codexSettings({}, places)).toEqual({});
});

/** Keys and values such as a config may have, nested. */
const tables = fc.letrec<{ table: TomlTable; value: TomlTable[string] }>((tie) => ({
  table: fc.dictionary(fc.string({ unit: 'binary' }).map(wellFormed), tie('value'), {
    maxKeys: 4,
  }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }).map(wellFormed),
    fc.boolean(),
    fc.integer(),
    fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
    tie('table'),
  ),
})).table;

/** TOML has no lone surrogates. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

it('[HL2] a value comes through a flag as it was, whatever characters are in it', () => {
  fc.assert(
    fc.property(tables, (table) => {
      expect(parse(`value = ${inlineToml(table)}`)['value']).toEqual(table);
    }),
  );
  expect(configFlags({ a: 1.5, 'b.c': 2, d: new Date('2026-01-01T00:00:00Z') as never })).toEqual([
    '-c',
    'a=1.5',
    '-c',
    'd=2026-01-01T00:00:00.000Z',
  ]);
});

it('[HL3] in an isolated home flags say what guards the agent, elsewhere all that is set', () => {
  const settings = { model: 'm', sandbox_mode: 'read-only', tui: { theme: 'x' } };
  const layers = { config: settings, project: {} };
  expect(flaggedSettings(settings, layers, 'isolated')).toEqual({ sandbox_mode: 'read-only' });
  expect(flaggedSettings(settings, layers, 'users')).toEqual(settings);
  expect(configFlags(settings)).toEqual([
    '-c',
    'model="m"',
    '-c',
    'sandbox_mode="read-only"',
    '-c',
    'tui={theme="x"}',
  ]);
  const permissions = { default_permissions: 'p', permissions: { p: { network: {} } } };
  expect(flaggedSettings(permissions, { config: permissions, project: {} }, 'isolated')).toEqual(
    permissions,
  );
});

it('[HL32] what the repository says as well goes by flag, as codex last had it', () => {
  const settings = { model: 'm', tui: { theme: 'x', animations: false }, log_dir: '/l' };
  const config = { ...settings, model: 'chosen in codex', other: 1 };
  const project = { model: 'theirs', tui: { theme: 'theirs' }, other: 2, log_dir: { odd: 1 } };
  expect(flaggedSettings(settings, { config, project }, 'isolated')).toEqual({
    model: 'chosen in codex',
    tui: { theme: 'x' },
    log_dir: '/l',
  });
  const hostile = { config: {}, project: { constructor: {} } };
  expect(flaggedSettings({ constructor: 'x' } as never, hostile, 'isolated')).toEqual({
    constructor: 'x',
  });
});

it('[HL4] a setting that changed wins over what codex wrote, and that over one that did not', () => {
  const user = parse('model = "users"');
  const first = generatedConfig(user, homes, { model: 'a', model_reasoning_effort: 'low' });
  const written = mergedTables(first, { model: 'chosen', model_reasoning_effort: 'high' });
  const same = nextConfig(first, { generated: first, current: written });
  expect(same).toMatchObject({ model: 'chosen', model_reasoning_effort: 'high' });
  const second = generatedConfig(user, homes, { model: 'b', model_reasoning_effort: 'low' });
  const next = nextConfig(second, { generated: first, current: written });
  expect(next).toMatchObject({ model: 'b', model_reasoning_effort: 'high' });
  const without = generatedConfig(user, homes, {});
  const last = nextConfig(without, { generated: second, current: next });
  expect(last).toMatchObject({ model: 'users' });
});

it('[HL4] whatever codex wrote survives any number of starts without a change', () => {
  fc.assert(
    fc.property(tables, tables, tables, (user, settings, written) => {
      const generated = generatedConfig(user, homes, settings);
      const current = mergedTables(generated, written);
      const once = nextConfig(generated, { generated, current });
      const twice = nextConfig(generated, { generated, current: once });
      expect(once).toEqual(generatedConfig(current, homes));
      expect(twice).toEqual(once);
    }),
  );
});

it('[HL5] generating again changes nothing, and a change arrives whole where codex wrote nothing', () => {
  fc.assert(
    fc.property(tables, tables, tables, (before, after, settings) => {
      const first = generatedConfig(before, homes, settings);
      expect(nextConfig(first, { generated: first, current: first })).toEqual(first);
      const second = generatedConfig(after, homes, settings);
      expect(nextConfig(second, { generated: first, current: first })).toEqual(second);
    }),
  );
});

it('[HL6] folders to write to are added to those of the user', () => {
  const user = parse('[sandbox_workspace_write]\nwritable_roots = ["/a", "own"]');
  const settings = codexSettings({ addDirs: ['/b', '/a'] }, places);
  expect(generatedConfig(user, homes, settings)['sandbox_workspace_write']).toEqual({
    writable_roots: ['/a', '/home/ann/.codex/own', '/b'],
  });
});

it.each([
  [{ sandbox_mode: 'workspace-write' }, {}, '', 'workspace-write', false],
  [{ sandbox_workspace_write: { network_access: true } }, {}, '', null, true],
  [
    { sandbox_mode: 'read-only', default_permissions: ':workspace' },
    {},
    '',
    'workspace-write',
    false,
  ],
  [{ default_permissions: 'mine' }, {}, '', 'mine', false],
  [
    { sandbox_mode: 'read-only', default_permissions: ':workspace' },
    { sandbox_mode: 'read-only' },
    '',
    'read-only',
    false,
  ],
  [{ sandbox_mode: 'read-only' }, {}, '-s danger-full-access', 'danger-full-access', true],
  [{ sandbox_mode: 'read-only' }, {}, '--yolo', 'danger-full-access', true],
  [{ sandbox_mode: 'read-only' }, {}, '-- --yolo', 'read-only', false],
  [
    {},
    {},
    '--sandbox=workspace-write -c sandbox_workspace_write.network_access=true',
    'workspace-write',
    true,
  ],
  [{}, {}, '', null, null],
] as const)(
  '[HL10] the sandbox of %j, %j and %s is %s',
  (config, settings, words, sandbox, network) => {
    expect(settingFacts(config, settings, words.split(' '))).toMatchObject({ sandbox, network });
  },
);

it('[HL10] model, effort and approval are those of the last that says them', () => {
  const config = { model: 'a', model_reasoning_effort: 'low', approval_policy: 'on-request' };
  expect(settingFacts(config, {}, [])).toMatchObject({
    model: 'a',
    reasoningEffort: 'low',
    approval: 'on-request',
  });
  const words = ['-mb', '-c', 'model_reasoning_effort="high"', '-a', 'never'];
  expect(settingFacts(config, {}, words)).toMatchObject({
    model: 'b',
    reasoningEffort: 'high',
    approval: 'never',
  });
});
