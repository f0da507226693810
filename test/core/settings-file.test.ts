import fc from 'fast-check';
import { stringify, TomlDate, type TomlValue } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { builtInProgramSettings } from '../../src/core/settings/agent-settings.ts';
import { readConfig } from '../../src/core/settings/settings-file.ts';
import { loadedSettings } from '../../src/core/settings/settings-load.ts';
import { problemText } from '../../src/core/settings/settings-read.ts';
import { agentRows, settingRows } from '../../src/core/settings/settings-rows.ts';
import { textOf } from '../support/source-tree.ts';

const config = {
  file: 'config.toml',
  folder: '/home/ann/.config/codex-grid',
  homeFolder: '/home/ann',
};

const read = (...lines: readonly string[]) => readConfig(lines.join('\n'), config);
const problems = (...lines: readonly string[]) => read(...lines).problems.map(problemText);

it('[ST1] every row of the table is described, and no key or flag is given twice', () => {
  const keys = settingRows.map(({ scope, key }) => `${scope} ${key}`);
  expect(new Set(keys).size).toBe(keys.length);
  const flags = agentRows.flatMap(({ facts }) => facts.flag?.name ?? []);
  expect(new Set(flags).size).toBe(flags.length);
  // What stands behind `--` needs no flag.
  expect(agentRows.filter(({ facts }) => !facts.flag).map(({ key }) => key)).toEqual(['args']);
  for (const { key, facts } of settingRows) {
    // It stands in lists and tables, where sentences end otherwise.
    expect(facts.doc, key).not.toMatch(/^[A-Z]|\.$/);
    expect(key.replaceAll('_', '-')).toContain(facts.flag?.name.slice(2) ?? '');
  }
});

it('[ST2] a config file that is absent or empty says what is built in', () => {
  expect(read('')).toEqual({
    defaults: {},
    program: builtInProgramSettings,
    origins: {},
    problems: [],
  });
  expect(read('# nothing', '[tile]', '[env]')).toMatchObject({
    defaults: { env: {} },
    program: builtInProgramSettings,
    problems: [],
  });
});

it.each(settingRows.map((row) => [row.key, row] as const))(
  '[ST3] %s can be written as its example shows',
  (key, { facts, scope, property }) => {
    const { problems: found, defaults, program, origins } = read(`${key} = ${facts.example}`);
    expect(found.map(problemText)).toEqual([]);
    const settings: object = scope === 'agent' ? defaults : program;
    const value = property.reduce<unknown>(
      (inner, name) => Reflect.get(Object(inner), name),
      settings,
    );
    expect(value).not.toBeUndefined();
    expect(value).not.toBeNull();
    expect(origins[key]).toBe('config.toml:1');
  },
);

it('[ST3] the example of the README is right', () => {
  const [, example = ''] = /```toml\n(sandbox[\s\S]*?)```/.exec(textOf('README.md')) ?? [];
  expect(example).toContain('[keys]');
  expect(problems(example)).toEqual([]);
});

describe('what is wrong', () => {
  it.each([
    ['modle = "x"', 'modle is unknown: there is no such setting. Did you mean "model"?'],
    [
      'min_rows = 8',
      'min_rows is unknown: there is no such setting. Did you mean "tile.min_rows"?',
    ],
    [
      'tile.min_row = 8',
      'tile.min_row is unknown: there is no such setting in tile. Did you mean "min_rows"?',
    ],
    [
      'worktree.seutp = "x"',
      'worktree.seutp is unknown: there is no such setting in worktree. Did you mean "setup"?',
    ],
    [
      'zzzzzzzz = 1',
      "zzzzzzzz is unknown: there is no such setting. Keys of codex's own config go under [config].",
    ],
    [
      'sandbox_mode = "read-only"',
      'sandbox_mode is unknown: there is no such setting. Did you mean "sandbox"?',
    ],
    [
      '[[agent]]',
      'agent is unknown: there is no such setting. Agents are described in a fleet file, codex-grid.toml, for codex-grid up.',
    ],
  ])('[ST4] %s', (line, text) => {
    expect(problems('# first', line)).toEqual([`config.toml:2: ${text}`]);
  });

  it.each([
    ['model = 3', 'model takes text in quotes, not 3.'],
    ['model = " "', 'model must not be empty.'],
    [
      'sandbox = "readonly"',
      'sandbox takes "read-only", "workspace-write" or "danger-full-access", not "readonly". Did you mean "read-only"?',
    ],
    ['approval = "untrusted"', 'approval takes "on-request" or "never", not "untrusted".'],
    ['network = "yes"', 'network takes true or false, not "yes".'],
    ['add_dirs = "/x"', 'add_dirs takes a list such as ["..."], not "/x". Write ["/x"].'],
    ['add_dirs = ["/x", 3]', 'add_dirs takes text in quotes, not 3.'],
    ['env = "x"', 'env takes a table, not "x".'],
    ['env.PORT = 80', 'env.PORT takes text in quotes, not 80.'],
    ['env.A-B = "x"', 'env.A-B names no variable: use letters, digits and underscores.'],
    [
      'env.CODEX_HOME = "/x"',
      "env.CODEX_HOME is not for env: the setting home says where an agent's codex keeps its files.",
    ],
    ['worktree = 1', 'worktree takes true or false or text in quotes, not 1.'],
    [
      'home = "isolate"',
      'home takes isolated, shared or a path that begins with /, ~ or ., not "isolate". Did you mean "isolated"?',
    ],
    ['update = "sometimes"', 'update takes "ask", "notify" or "never", not "sometimes".'],
    ['tile = 3', 'tile takes a table, not 3.'],
    ['tile.min_rows = 1', 'tile.min_rows takes a whole number from 6 to 1000, not 1.'],
    ['tile.min_rows = 7.5', 'tile.min_rows takes a whole number from 6 to 1000, not 7.5.'],
    ['keys = ["x"]', 'keys takes a table, not ["x"].'],
    ['keys.help = "x"', 'keys.help takes a list such as ["..."], not "x". Write ["x"].'],
  ])('[ST5] %s', (line, text) => {
    expect(problems('', '', line)).toEqual([`config.toml:3: ${text}`]);
  });

  it('[ST6] all at once, in the order of the lines, and what is right still counts', () => {
    const text = [
      'model = 1',
      'sandbox = "read-only"',
      '[env]',
      'A = 1',
      'B = "b"',
      '[keys]',
      'hlep = ["x"]',
      'quit = "Q"',
      '[colors]',
      'dnoe = 1',
    ];
    expect(problems(...text).map((problem) => problem.replace(/ .*/, ''))).toEqual(
      [1, 4, 7, 8, 10].map((line) => `config.toml:${line}:`),
    );
    expect(read(...text).defaults).toEqual({ sandbox: 'read-only', env: { B: 'b' } });
  });

  it('[ST7] no TOML', () => {
    expect(problems('model = "x"', 'sandbox = read-only')).toEqual([
      expect.stringMatching(/^config\.toml:2: This is not TOML, from column \d+ on: .+\.$/),
    ]);
    expect(problems('model = "x', 'sandbox = "read-only"')).toEqual([
      'config.toml:1: This is not TOML, from column 11 on: the quotes are not closed.',
    ]);
    expect(problems('model = "a"', 'model = "b"')).toEqual([
      expect.stringMatching(/^config\.toml:2: This is not TOML/),
    ]);
  });

  it('[ST24] a config with problems gives no settings at all, and a sentence', () => {
    expect(loadedSettings('sandbox = "readonly"\nmodle = 1', config)).toEqual({
      ok: false,
      problem:
        'config.toml:1: sandbox takes "read-only", "workspace-write" or "danger-full-access", not "readonly". Did you mean "read-only"? 1 more problem: codex-grid config check. No agent is started until the file is mended: its defaults may be your safety.',
    });
    expect(loadedSettings('sandbox = "read-only"', config)).toMatchObject({
      ok: true,
      defaults: { sandbox: 'read-only' },
      origins: { sandbox: 'config.toml:1' },
    });
  });
});

it('[ST9] paths begin at the home folder or at the folder of the file', () => {
  const { defaults, program } = read(
    'add_dirs = ["~/a", "b/../c", "/d/", "~"]',
    'home = "./work"',
    'codex = "bin/codex"',
    'worktree.folder = "~/trees"',
  );
  expect(defaults).toEqual({
    addDirs: ['/home/ann/a', '/home/ann/.config/codex-grid/c', '/d', '/home/ann'],
    home: '/home/ann/.config/codex-grid/work',
  });
  expect(program.codex).toBe('/home/ann/.config/codex-grid/bin/codex');
  expect(program.worktree.folder).toBe('/home/ann/trees');
  expect(read('home = "shared"', 'codex = "codex-nightly"')).toMatchObject({
    defaults: { home: 'shared' },
    program: { codex: 'codex-nightly' },
  });
});

it('[ST12] worktree is a default for agents, also beside its table', () => {
  expect(read('worktree = true').defaults).toEqual({ worktree: true });
  expect(read('worktree = "spike"').defaults).toEqual({ worktree: 'spike' });
  expect(read('[worktree]', 'on = true', 'setup = "npm ci"')).toMatchObject({
    defaults: { worktree: true },
    program: { worktree: { setup: 'npm ci', folder: null } },
    problems: [],
  });
});

const value: fc.Arbitrary<TomlValue> = fc.oneof(
  fc.constantFrom('read-only', 'never', 'isolated', '~', 'Ctrl+G', 'n', 'red', ''),
  fc.string(),
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc
    .date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('2100-01-01') })
    .map((date) => new TomlDate(date)),
  fc.array(fc.string(), { maxLength: 3 }),
);
const names = [
  ...settingRows.flatMap(({ key }) => key.split('.')),
  'on',
  'leave',
  'help',
  'working',
  '__proto__',
  'toString',
];
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.string() },
);
const table = fc.dictionary(name, fc.oneof(value, fc.dictionary(name, value, { maxKeys: 3 })), {
  maxKeys: 8,
});

it('[ST6] whatever a file says, it is read or told what is wrong, on a line that it has', () => {
  fc.assert(
    fc.property(table, (written) => {
      const text = stringify(written);
      const { problems: found } = readConfig(text, config);
      const count = text.split('\n').length;
      for (const { line, text: said } of found) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(count);
        expect(said).toMatch(/[.?]$/);
      }
    }),
    { numRuns: 300 },
  );
});
