import type { TomlTable, TomlValue } from 'smol-toml';
import * as v from 'valibot';
import { guess } from '../agent/near-name.ts';
import { isTable } from '../codex/toml-tables.ts';
import { type AgentSettings, agentSettingsSchema } from './agent-settings-table.ts';
import { configKeys, conflictsIn } from './settings-conflicts.ts';
import { agentRows, fileKey, type SettingRow } from './settings-rows.ts';
import { readValue, shownValue } from './settings-value.ts';
import { type KeyLines, lineOf } from './toml-lines.ts';
import type { PathContext } from './user-path.ts';
import { mergedValues, type Values } from './value-tables.ts';

/** Where a table of settings was read from. */
export type SettingsSource = PathContext & {
  /** As a person should read it. */
  readonly file: string;
  readonly lines: KeyLines;
  /** What leads to the table, e.g. `['agent', '0']`. */
  readonly path: readonly string[];
};

/** One thing to mend. `key` as it stands in the file, `text` goes on after it. */
export type SettingsProblem = {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly text: string;
};

/** Where each setting was said, by its file key: `model` -> `/home/ann/.config/codex-grid/config.toml:3`. */
export type Origins = Readonly<Record<string, string>>;

export type ReadTable<Settings> = {
  readonly settings: Settings;
  readonly origins: Origins;
  readonly problems: readonly SettingsProblem[];
};

export function problemText({ file, line, key, text }: SettingsProblem): string {
  return `${file}:${line}: ${key === '' ? '' : `${key} `}${text}`;
}

/**
 * The settings of agents in a table that may hold nothing else; the caller takes its own keys out, and names them in
 * `alsoKnown` to be guessed at.
 */
export function readAgentTable(
  table: TomlTable,
  source: SettingsSource,
  alsoKnown: readonly string[] = [],
): ReadTable<AgentSettings> {
  const { values, ...read } = readTable(table, agentRows, { source, alsoKnown });
  // What could not be read was left out, so what is there fits.
  const settings = v.parse(agentSettingsSchema, values.agent);
  return { ...read, settings, problems: [...read.problems, ...conflictProblems(settings, source)] };
}

/** What contradicts itself in one table. */
export function conflictProblems(
  settings: AgentSettings,
  source: SettingsSource,
): readonly SettingsProblem[] {
  return conflictsIn(settings).map(({ property, text }) =>
    problemAt(source, [fileKey(property)], { key: '', text }),
  );
}

export function problemAt(
  { file, lines, path }: SettingsSource,
  within: readonly string[],
  { key, text }: Pick<SettingsProblem, 'key' | 'text'>,
): SettingsProblem {
  return { file, line: lineOf(lines, [...path, ...within]), key, text };
}

type Reading = { readonly source: SettingsSource; readonly alsoKnown: readonly string[] };

type ReadValues = Omit<ReadTable<never>, 'settings'> & {
  /** By property. */
  readonly values: { readonly agent: Values; readonly program: Values };
};

const nothing: ReadValues = { values: { agent: {}, program: {} }, origins: {}, problems: [] };

/** Every value that one of the rows describes, and a problem for everything else. */
export function readTable(
  table: TomlTable,
  rows: readonly SettingRow[],
  reading: Reading,
): ReadValues {
  return Object.entries(table)
    .map(([name, value]) => readEntry([name], value, { ...reading, rows }))
    .reduce(together, nothing);
}

type RowReading = Reading & { readonly rows: readonly SettingRow[] };

function readEntry(path: readonly string[], value: TomlValue, reading: RowReading): ReadValues {
  const { source, rows } = reading;
  const key = path.join('.');
  const isSection = rows.some((row) => row.key.startsWith(`${key}.`));
  if (isSection && isTable(value)) {
    return Object.entries(value)
      .map(([name, inner]) => readEntry([...path, name], inner, reading))
      .reduce(together, nothing);
  }
  const row = rows.find((candidate) => candidate.key === key || switchOf(candidate) === key);
  if (row) return readRow(row, value, { source, path });
  const text = isSection ? `takes a table, not ${shownValue(value)}.` : unknownKey(path, reading);
  return { ...nothing, problems: [problemAt(source, path, { key, text })] };
}

/** `[worktree]` holds more settings, so there the agents' own is called `on`. */
function switchOf({ key }: SettingRow): string | null {
  return key === 'worktree' ? 'worktree.on' : null;
}

function unknownKey(path: readonly string[], { rows, alsoKnown }: RowReading): string {
  const [name = ''] = path.slice(-1);
  const above = path.slice(0, -1).join('.');
  const prefix = above === '' ? '' : `${above}.`;
  const keys = [...alsoKnown, ...rows.flatMap((row) => [row.key, switchOf(row) ?? row.key])];
  const beside = keys
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length).split('.')[0] ?? '');
  const elsewhere = keys.find((key) => key.endsWith(`.${name}`)) ?? ourName(name);
  const near = elsewhere === undefined ? guess(beside, name) : ` Did you mean "${elsewhere}"?`;
  const hint = near === '' && above === '' ? whereElse(name) : near;
  const where = above === '' ? 'there is no such setting' : `there is no such setting in ${above}`;
  return `is unknown: ${where}.${hint}`;
}

/** Of a key of codex's own config. */
function ourName(name: string): string | undefined {
  const found = configKeys.find(({ key }) => key === name);
  return found && fileKey(found.property);
}

function whereElse(name: string): string {
  return name === 'agent' || name === 'defaults'
    ? ' Agents are described in a fleet file, codex-grid.toml, for codex-grid up.'
    : " Keys of codex's own config go under [config].";
}

function readRow(
  row: SettingRow,
  value: TomlValue,
  { source, path }: { readonly source: SettingsSource; readonly path: readonly string[] },
): ReadValues {
  const read = readValue(row, value, source);
  const problems = read.problems.map(({ within, text }) =>
    problemAt(source, [...path, ...within], { key: [...path, ...within].join('.'), text }),
  );
  if (read.value === undefined) return { ...nothing, problems };
  const [first = '', ...rest] = row.property;
  const inner = rest.reduceRight<unknown>((value, name) => ({ [name]: value }), read.value);
  return {
    values: { ...nothing.values, [row.scope]: { [first]: inner } },
    origins: originsOf(row, value, { source, path }),
    problems,
  };
}

/** A table is told by its entries: each may stand on a line of its own. */
function originsOf(
  row: SettingRow,
  value: TomlValue,
  { source, path }: { readonly source: SettingsSource; readonly path: readonly string[] },
): Origins {
  const place = (within: readonly string[]) =>
    `${source.file}:${lineOf(source.lines, [...source.path, ...path, ...within])}`;
  const inner = isTable(value)
    ? Object.keys(value).map((name) => [`${row.key}.${name}`, place([name])] as const)
    : [];
  return Object.fromEntries([[row.key, place([])], ...inner]);
}

function together(left: ReadValues, right: ReadValues): ReadValues {
  return {
    values: {
      agent: mergedValues(left.values.agent, right.values.agent),
      program: mergedValues(left.values.program, right.values.program),
    },
    origins: { ...left.origins, ...right.origins },
    problems: [...left.problems, ...right.problems],
  };
}
