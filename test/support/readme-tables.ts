import type { CommandRow } from '../../src/cli/command-row.ts';
import { commandNames, commands, usageOf } from '../../src/cli/command-table.ts';
import { lifecycleNames, lifecycles } from '../../src/core/lifecycle/lifecycle-table.ts';
import {
  type OverlayTable,
  overlayTables,
  overlayTablesOf,
} from '../../src/core/overlay-keys/overlay-tables.ts';
import type { BindingGroup } from '../../src/core/screen/binding.ts';
import { keymap } from '../../src/core/screen/keymap.ts';
import { settingMeaning } from '../../src/core/settings/setting-meaning.ts';
import { type SettingRow, settingRows } from '../../src/core/settings/settings-rows.ts';

/** The README with each table between `<!-- name -->` and `<!-- /name -->` made anew from the program's own. */
export function withTables(readme: string): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, , after] = splitAt(text, start, end);
    return `${before}${start}\n\n${table()}\n\n${end}${after}`;
  }, readme);
}

const tables = {
  lifecycles: () =>
    tableOf(
      ['', 'State', 'Means'],
      lifecycleNames.map((name) => {
        const { glyph, word, meaning } = lifecycles[name];
        return [glyph, `**${word}**`, meaning];
      }),
    ),
  keys: () => {
    const groups = [...new Set(keymap.map(({ group }) => group))];
    return groups.map(keysOf).join('\n\n');
  },
  'keys above the grid': () =>
    overlayTables(keymap)
      .filter(({ name }) => !name.startsWith('diff'))
      .map(keysAbove)
      .join('\n\n'),
  'keys of a diff': () =>
    overlayTablesOf(keymap, ['diff', 'diff-search', 'diff-comment']).map(keysAbove).join('\n\n'),
  commands: () =>
    tableOf(
      ['Command', 'Does'],
      commandNames.map((name) => {
        const row: CommandRow = commands[name];
        return [`\`${usageOf(row)}\``, row.help];
      }),
    ),
  settings: () =>
    tableOf(
      ['Setting', 'Is', 'Flag of `new`', 'Otherwise', 'Counts'],
      settingRows.map((row) => [
        `\`${row.key}\``,
        settingMeaning(row),
        flagOf(row),
        row.otherwise,
        row.facts.applies,
      ]),
    ),
} as const;

function flagOf({ facts }: SettingRow): string {
  if (!facts.flag) return '';
  return `\`${[facts.flag.name, facts.flag.value].filter((part) => part !== null).join(' ')}\``;
}

function keysOf(group: BindingGroup): string {
  const rows = keymap.filter((binding) => binding.group === group);
  return keyTable(group, rows);
}

function keysAbove({ title, table }: OverlayTable): string {
  return keyTable(title, table);
}

function keyTable(
  title: string,
  rows: readonly { readonly label: string; readonly help: string }[],
): string {
  return tableOf(
    [title, ''],
    rows.map(({ label, help }) => [label.split(' ').map(keyCap).join(' '), help]),
  );
}

/** A backtick between backticks needs two around it. */
function keyCap(key: string): string {
  if (key === '…') return key;
  return key.includes('`') ? `\`\` ${key} \`\`` : `\`${key}\``;
}

function tableOf(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [titles, titles.map(() => '---'), ...rows].map(lineOf).join('\n');
}

function splitAt(text: string, start: string, end: string): readonly [string, string, string] {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md has no ${start} ... ${end}`);
  return [text.slice(0, from), text.slice(from + start.length, to), text.slice(to + end.length)];
}
