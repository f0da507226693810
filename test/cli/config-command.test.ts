import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actions } from '../../src/cli/actions.ts';
import type { Surroundings } from '../../src/cli/call.ts';
import { parseCommand } from '../../src/cli/command-parser.ts';
import type { Outcome } from '../../src/cli/outcome.ts';
import {
  type JsonSchema,
  settingsJsonSchema,
} from '../../src/core/settings/settings-json-schema.ts';
import { keyActions } from '../../src/core/settings/settings-keys.ts';
import { settingRows } from '../../src/core/settings/settings-rows.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A home folder with that config, and its commands. */
function home(config: string | null, env: Surroundings['env'] = {}) {
  const homeFolder = scratchFolder();
  const file = `${homeFolder}/.config/codex-grid/config.toml`;
  mkdirSync(`${homeFolder}/.config/codex-grid`, { recursive: true });
  if (config !== null) writeFileSync(file, config);
  const run = async (...words: readonly string[]): Promise<Outcome> => {
    const call = parseCommand(['config', ...words], 100);
    if ('exitCode' in call) return call;
    // No host could be reached or started from these.
    return actions[call.command](call, { homeFolder, env } as Surroundings);
  };
  return { file, run };
}

describe('config show', () => {
  it('[ST26] prints what holds, and where nothing is said what that means', async () => {
    const { run } = home('model = "gpt-5.5"\nenv.TOKEN = "secret"\n[tile]\nmin_rows = 9\n');
    const { exitCode, text } = await run();
    expect(exitCode).toBe(0);
    const lines = text.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines).toContainEqual(['model', '"gpt-5.5"']);
    expect(lines).toContainEqual(['env.TOKEN', '"(set)"']);
    expect(lines).toContainEqual(['tile.min_rows', '9']);
    expect(lines).toContainEqual(['tile.min_columns', '(24)']);
    expect(lines).toContainEqual(['sandbox', '(as codex decides)']);
    expect(text).not.toContain('secret');
    expect(await run('show')).toEqual(await run());
  });

  it('[ST26] --origin says where', async () => {
    const { run } = home('# mine\nmodel = "m"\n[env]\n\nA = "1"\n');
    const { text } = await run('show', '--origin');
    expect(text).toMatch(/^model +"m" +~\/\.config\/codex-grid\/config\.toml:2$/m);
    expect(text).toMatch(/^env\.A +"\(set\)" +~\/\.config\/codex-grid\/config\.toml:5$/m);
    expect(text).toMatch(/^update +\(ask\) +default$/m);
  });

  it('[ST26] --json has every setting, also without a file', async () => {
    const { run } = home(null, { CODEX_GRID_CODEX: '/opt/codex' });
    const shown = JSON.parse((await run('--json')).text);
    expect(shown.map(({ key }: { key: string }) => key)).toEqual(settingRows.map(({ key }) => key));
    expect(shown).toContainEqual({
      key: 'home',
      value: null,
      origin: 'default',
      otherwise: 'isolated',
    });
    expect(shown).toContainEqual({
      key: 'codex',
      value: '/opt/codex',
      origin: '$CODEX_GRID_CODEX',
      otherwise: 'found in PATH',
    });
  });

  it('[ST26] a group that is asked for something else says what there is', async () => {
    expect(await home(null).run('lint')).toMatchObject({
      exitCode: 2,
      problem: expect.stringContaining(
        'There is no command "config lint". Say what about the config: codex-grid config show,',
      ),
    });
  });
});

describe('config check', () => {
  it('[ST27] prints every problem with its line, and fails', async () => {
    const { run, file } = home('sandbox = "readonly"\nmodle = "x"\n');
    const expected = {
      exitCode: 1,
      text: '',
      problem: [
        'the config has 2 problems, and no agent is started until it is mended:',
        `${file}:1: sandbox takes "read-only", "workspace-write" or "danger-full-access", not "readonly". Did you mean "read-only"?`,
        `${file}:2: modle is unknown: there is no such setting. Did you mean "model"?`,
      ].join('\n'),
    };
    expect(await run('check')).toEqual(expected);
    expect(await run('show')).toEqual(expected);
  });

  it('[ST27] says so when all is right, or nothing there', async () => {
    const right = home('model = "x"');
    expect(await right.run('check')).toMatchObject({
      exitCode: 0,
      text: `${right.file} is right.\n`,
    });
    const none = home(null);
    expect(await none.run('check')).toMatchObject({
      exitCode: 0,
      text: `${none.file} does not exist: what is built in holds.\n`,
    });
  });
});

it('[ST28] config path prints where the file is looked for', async () => {
  const { run, file } = home(null);
  expect((await run('path')).text).toBe(`${file}\n`);
  const elsewhere = home(null, { XDG_CONFIG_HOME: '/etc/xdg' });
  expect((await elsewhere.run('path')).text).toBe('/etc/xdg/codex-grid/config.toml\n');
});

describe('config schema', () => {
  const at = (schema: unknown, ...path: readonly string[]): unknown =>
    path.reduce((inner, name) => Reflect.get(Object(inner), name), schema);

  it('[ST28] prints a JSON Schema', async () => {
    const schema: JsonSchema = JSON.parse((await home(null).run('schema')).text);
    expect(schema).toEqual(settingsJsonSchema());
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('[ST19] it knows every key, its values and its limits, and nothing else', () => {
    const schema = settingsJsonSchema();
    const properties = Object(schema['properties']);
    expect(Object.keys(properties).sort()).toEqual(
      [...new Set(settingRows.map(({ key }) => key.split('.')[0]))].sort(),
    );
    expect(at(properties, 'sandbox', 'enum')).toEqual([
      'read-only',
      'workspace-write',
      'danger-full-access',
    ]);
    expect(at(properties, 'tile', 'properties', 'min_rows')).toMatchObject({
      type: 'integer',
      minimum: 6,
      maximum: 1000,
    });
    expect(at(properties, 'add_dirs')).toMatchObject({ type: 'array', items: { type: 'string' } });
    expect(at(properties, 'env')).toMatchObject({
      type: 'object',
      additionalProperties: { type: 'string' },
    });
    expect(at(properties, 'colors', 'properties', 'needs_you')).toEqual({
      anyOf: [{ type: 'string' }, { type: 'number' }],
    });
    expect(Object.keys(Object(at(properties, 'keys', 'properties')))).toEqual(keyActions);
    expect(at(properties, 'worktree', 'anyOf')).toMatchObject([
      { anyOf: [{ type: 'boolean' }, { type: 'string' }] },
      {
        properties: { on: {}, folder: { type: 'string' }, setup: { type: 'string' } },
        additionalProperties: false,
      },
    ]);
  });
});
