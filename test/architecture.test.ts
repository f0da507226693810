import { describe, expect, it } from 'vitest';
import { commandNames } from '../src/cli/command-table.ts';
import { hookEvents } from '../src/core/codex/hook-events.ts';
import { lifecycleNames, lifecycles } from '../src/core/lifecycle/lifecycle-table.ts';
import { diffTable } from '../src/core/overlay-keys/diff-table.ts';
import { transcriptTable } from '../src/core/overlay-keys/transcript-table.ts';
import { keymap } from '../src/core/screen/keymap.ts';
import { settingRows } from '../src/core/settings/settings-rows.ts';
import { withTables } from './support/readme-tables.ts';
import { filesLike, importsOf, layerOf, sources, textOf } from './support/source-tree.ts';

/** What each layer may import besides itself. */
const below: Readonly<Record<string, readonly string[]>> = {
  core: [],
  wire: ['core'],
  system: ['core', 'wire'],
  host: ['core', 'wire', 'system'],
  client: ['core', 'wire', 'system'],
  ui: ['core', 'wire'],
  demo: ['core', 'wire', 'system'],
  cli: ['core', 'wire', 'system', 'client', 'ui', 'demo'],
};

/** Packages that compute and nothing else: no Node, no timers, no state between calls. */
const purePackages = ['valibot', 'smol-toml', 'get-east-asian-width', 'lowlight', 'marked'];

const tests = filesLike('test/**/*.test.{ts,tsx}');

/** Expects no findings, and prints each on a line of its own. */
function expectNone(findings: readonly string[]): void {
  expect([...new Set(findings)].join('\n')).toBe('');
}

describe('layers', () => {
  it('[AR1] imports point down: core, wire and system, then host, client, ui and demo, then cli', () => {
    expectNone(
      sources.flatMap((source) => {
        const layer = layerOf(source.path);
        return importsOf(source).flatMap(({ path }) => {
          if (path === null) return [];
          const target = layerOf(path);
          if (target === layer || below[layer]?.includes(target)) return [];
          return [
            `${source.path} imports ${path}: ${layer} may import ${[layer, ...(below[layer] ?? [])].join(', ')}. Pass what it needs as an argument, or move it down.`,
          ];
        });
      }),
    );
  });

  it('[AR1] every folder of src is a layer', () => {
    expect(Object.keys(below).sort()).toEqual(
      [...new Set(sources.map(({ path }) => layerOf(path)))].sort(),
    );
  });

  it('[AR2] core and wire are pure', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|process\.(env|std|argv|cwd|exit|pid)|console\.|setTimeout|setInterval|setImmediate|fetch\()/;
    expectNone(
      sources
        .filter(({ path }) => ['core', 'wire'].includes(layerOf(path)))
        .flatMap((source) => [
          ...importsOf(source)
            .filter(({ path, specifier }) => path === null && !purePackages.includes(specifier))
            .map(
              ({ specifier }) =>
                `${source.path} imports ${specifier}: take what it gives as an argument.`,
            ),
          ...codeLinesOf(source.text)
            .filter((line) => impure.test(line))
            .map((line) => `${source.path} is not pure: ${line.trim()}. Take it as an argument.`),
        ]),
    );
  });
});

/** Without comments and strings' insides, so that prose may name what code must not. */
function codeLinesOf(text: string): readonly string[] {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/.*$/, '').replace(/'[^']*'|`[^`]*`/g, "''"));
}

describe('files', () => {
  it('[AR3] no source file is longer than 300 lines', () => {
    expectNone(
      sources
        .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
        .filter(({ lines }) => lines > 300)
        .map(
          ({ path, lines }) =>
            `${path} has ${lines} lines: it is two things. Split it by what each decides or does.`,
        ),
    );
  });

  it('[AR4] every source file is reached from an entry point', () => {
    const entries = [...textOf('build.ts').matchAll(/'(src\/[^']+)'/g)].map(
      ([, path = '']) => path,
    );
    const reached = new Set<string>();
    const reach = (path: string) => {
      const source = sources.find((candidate) => candidate.path === path);
      if (!source || reached.has(path)) return;
      reached.add(path);
      for (const imported of importsOf(source)) if (imported.path) reach(imported.path);
    };
    entries.forEach(reach);
    expectNone(
      sources
        .filter(({ path }) => !reached.has(path))
        .map(
          ({ path }) =>
            `${path} is reached from none of ${entries.join(', ')}: remove it, or import it where it is needed.`,
        ),
    );
  });

  it('[AR5] nothing is exported by default and there is no index file', () => {
    expectNone(
      sources.flatMap(({ path, text }) => [
        ...(/^export default\b/m.test(text) ? [`${path} has a default export: name it.`] : []),
        ...(/\/index\.tsx?$/.test(path) ? [`${path}: name the file after what it holds.`] : []),
      ]),
    );
  });

  it('[AR8] no file speaks of the place where it was written', () => {
    // Put together here, so that this file does not find itself.
    const references = ['CODEX', 'FAULTS', 'SPEED', 'STYLE', 'DESIGN', 'UX'].join('|');
    const traces = new RegExp(
      `/work/(main|shared)|\\b(${references})\\.${'md'}|Cl${'aude'}|Anth${'ropic'}`,
    );
    expectNone(
      filesLike(
        '{src,test}/**/*.{ts,tsx,mjs,md,json,txt}',
        'hooks/{mark,*.md}',
        '*.{ts,md,json}',
        '.ci/run',
        'screenshots/*.svg',
      ).flatMap(({ path, text }) => {
        const [trace] = traces.exec(text) ?? [];
        return trace
          ? [`${path} speaks of ${trace}, which readers do not have: say it, or leave it out.`]
          : [];
      }),
    );
  });
});

describe('tables', () => {
  it("[AR6] the README's tables are current", () => {
    const readme = textOf('README.md');
    expect(readme, 'README.md is stale: run npm run docs').toBe(withTables(readme));
  });

  it('[AR9] commands, keys, settings and lifecycles are each named in one table alone', () => {
    const tables: Readonly<Record<string, readonly string[]>> = {
      'src/core/lifecycle/lifecycle-table.ts': lifecycleNames.map(
        (name) => lifecycles[name].meaning,
      ),
      'src/core/codex/hook-events.ts': Object.keys(hookEvents),
      'src/cli/command-table.ts': commandNames.filter((name) => /^\w+$/.test(name)),
      'src/core/screen/keymap.ts': keymap.map(({ help }) => help),
      'src/core/overlay-keys/diff-table.ts': diffTable.map(({ help }) => help),
      'src/core/overlay-keys/transcript-table.ts': transcriptTable.map(({ help }) => help),
      'src/core/settings/settings-table.ts': settingRows.map(({ facts }) => facts.doc),
    };
    expectNone(
      Object.entries(tables).flatMap(([table, names]) =>
        sources
          .filter(({ path, text }) => path !== table && names.every((name) => namesIt(text, name)))
          .filter(({ path }) => path !== 'src/cli/actions.ts')
          .map(({ path }) => `${path} names every row of ${table}: derive it from the table.`),
      ),
    );
  });
});

function namesIt(text: string, name: string): boolean {
  const quoted = ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`));
  return quoted || text.includes(`\n  ${name}:`);
}

describe('rules', () => {
  const ruleLines = filesLike('test/rules/*.md').flatMap(({ path, text }) =>
    [...text.matchAll(/^- ([A-Z]+\d+) (.*)$/gm)].map(([, id = '']) => ({ path, id })),
  );
  const quotes = tests.flatMap(({ path, text }) =>
    [...text.matchAll(/['"`]\[([A-Z]+\d+)\] /g)].map(([, id = '']) => ({ path, id })),
  );

  it('[AR7] every rule is quoted by a test and every quoted rule exists, once', () => {
    const ids = ruleLines.map(({ id }) => id);
    expectNone([
      ...ruleLines
        .filter(({ id }) => !quotes.some((quote) => quote.id === id))
        .map(({ path, id }) => `${path}: no test quotes ${id}. Write one, or remove the rule.`),
      ...quotes
        .filter(({ id }) => !ids.includes(id))
        .map(({ path, id }) => `${path} quotes ${id}, which no file in test/rules has.`),
      ...ruleLines
        .filter(({ id }, index) => ids.indexOf(id) !== index)
        .map(({ path, id }) => `${path}: ${id} is taken already. Give it the next free number.`),
    ]);
  });

  it('[AR7] every test quotes a rule', () => {
    expectNone(
      tests.flatMap(({ path, text }) =>
        [...text.matchAll(/^ *(?:it|test)(?:\.\w+)*(?:\([^'"`]*?\))?\(\s*(['"`])((?:(?!\1).)*)/gm)]
          .filter(([, , name = '']) => !/^\[[A-Z]+\d+\] /.test(name))
          .map(([, , name]) => `${path}: "${name}" quotes no rule: begin its name with [ID].`),
      ),
    );
  });
});
