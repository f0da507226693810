import fc from 'fast-check';
import { parse, stringify, type TomlTable, type TomlValue } from 'smol-toml';
import { expect, it } from 'vitest';
import { joinedPath, keyLines, lineOf } from '../../src/core/settings/toml-lines.ts';

const text = [
  '# a comment with key = 1',
  'plain = "x # not a comment" # one',
  'list = [',
  '  "a]", # ]',
  '  "b",',
  ']',
  'long = """',
  'inner = 1',
  '"quoted" \\"""',
  '"""',
  "raw = '''",
  "it's = 2",
  "'''",
  'a."b.c".\'d\' = { x = 1, y = "}" }',
  '',
  '[env]',
  '  A = "1"',
  '[[agent]]',
  'name = "one"',
  '[agent.env]',
  'B = "2"',
  '[[agent]]',
  'name = "two"',
  '  [ agent . env ]',
  '"esc\\u0061pe" = ""',
].join('\n');

it.each([
  [['plain'], 2],
  [['list'], 3],
  [['long'], 7],
  [['raw'], 11],
  [['a', 'b.c', 'd'], 14],
  [['a', 'b.c', 'd', 'x'], 14],
  [['a'], 14],
  [['env'], 16],
  [['env', 'A'], 17],
  [['agent', '0', 'name'], 19],
  [['agent', '0', 'env', 'B'], 21],
  [['agent', '1'], 22],
  [['agent', '1', 'name'], 23],
  [['agent', '1', 'env', 'escape'], 25],
  [['agent', '1', 'env', 'unknown'], 24],
  [['nowhere'], 1],
] as const)('[ST8] %j stands on line %i', (path, line) => {
  parse(text);
  expect(lineOf(keyLines(text), path)).toBe(line);
});

it('[ST8] keys inside texts are no keys', () => {
  expect(keyLines(text).has(joinedPath(['inner']))).toBe(false);
  expect(keyLines(text).has(joinedPath(["it's"]))).toBe(false);
});

const key = fc.string({ minLength: 1, maxLength: 6 });
const leaf: fc.Arbitrary<TomlValue> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string(), { maxLength: 3 }),
);
const { table } = fc.letrec<{ table: TomlTable; value: TomlValue }>((tie) => ({
  table: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('table')),
}));

it('[ST8] whatever is written, each key is found on a line that names it', () => {
  fc.assert(
    fc.property(table, (written) => {
      const lines = stringify(written).split('\n');
      const found = keyLines(lines.join('\n'));
      for (const path of leafPaths(parse(lines.join('\n')))) {
        const line = found.get(joinedPath(path));
        expect(line, JSON.stringify(path)).toBeDefined();
        const own = path.at(-1) ?? '';
        expect(lines[(line ?? 0) - 1]).toContain(/^[\w-]+$/.test(own) ? own : ' = ');
      }
    }),
  );
});

function leafPaths(written: TomlTable): readonly (readonly string[])[] {
  return Object.entries(written).flatMap(([name, value]) =>
    typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
      ? leafPaths(value).map((path) => [name, ...path])
      : [[name]],
  );
}
