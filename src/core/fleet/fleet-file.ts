import type { TomlTable, TomlValue } from 'smol-toml';
import { isGroupName, nameProblem } from '../agent/agent.ts';
import { isTable } from '../codex/toml-tables.ts';
import { sharedBranch } from '../git/worktree.ts';
import { type AgentSettings, effectiveSettings } from '../settings/agent-settings.ts';
import { conflictsIn } from '../settings/settings-conflicts.ts';
import { parsedToml } from '../settings/settings-file.ts';
import {
  problemAt,
  readAgentTable,
  type SettingsProblem,
  type SettingsSource,
} from '../settings/settings-read.ts';
import { fileKey } from '../settings/settings-rows.ts';
import { shownValue } from '../settings/settings-value.ts';
import { keyLines } from '../settings/toml-lines.ts';
import { absolutePath, type PathContext } from '../settings/user-path.ts';

/** One agent of a fleet, as its file describes it; `count` has become as many of them. */
export type FleetAgent = {
  readonly name: string;
  readonly cwd: string;
  readonly group: string | null;
  readonly settings: AgentSettings;
};

/** A fleet file and the folder in which its relative paths begin. */
export type FleetFile = PathContext & { readonly file: string };

export type ReadFleet =
  | { readonly agents: readonly FleetAgent[] }
  | { readonly problems: readonly SettingsProblem[] };

/** What `[[agent]]` holds beside settings. */
const ownKeys = ['name', 'cwd', 'group', 'count'] as const;

/** As many as one command starts. */
const countLimit = 64;

/** All agents that the text of a fleet file describes, or everything that is wrong in it. */
export function readFleet(text: string, fleet: FleetFile): ReadFleet {
  const parsed = parsedToml(text, fleet.file);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  const { agent: tables, defaults: section, ...top } = parsed.table;
  const source: SettingsSource = { ...fleet, lines: keyLines(text), path: [] };
  const problems: SettingsProblem[] = [];
  const defaults = readDefaults(top, section, { source, problems });
  const found = tablesIn(tables, source, problems).map((table, index) =>
    readAgent(table, { ...source, path: ['agent', `${index}`] }, { defaults, problems }),
  );
  problems.push(...sharedNames(found));
  return problems.length > 0
    ? { problems: problems.toSorted((left, right) => left.line - right.line) }
    : { agents: found.flatMap(({ agents }) => agents) };
}

type Reading = { readonly source: SettingsSource; readonly problems: SettingsProblem[] };

/** At the top of the file or under `[defaults]`, as one likes. */
function readDefaults(
  top: TomlTable,
  section: TomlValue | undefined,
  { source, problems }: Reading,
): AgentSettings {
  const atTop = readAgentTable(top, source, ['agent', 'defaults']);
  problems.push(...atTop.problems);
  if (section === undefined) return atTop.settings;
  const inside = { ...source, path: ['defaults'] };
  if (!isTable(section)) {
    problems.push(
      problemAt(source, ['defaults'], {
        key: 'defaults',
        text: 'takes a table: write [defaults].',
      }),
    );
    return atTop.settings;
  }
  const read = readAgentTable(section, inside);
  problems.push(...read.problems);
  for (const key of Object.keys(section).filter((name) => Object.hasOwn(top, name))) {
    const text = 'is said twice: at the top of the file and in [defaults]. Take one of them away.';
    problems.push(problemAt(inside, [key], { key, text }));
  }
  return effectiveSettings(atTop.settings, read.settings);
}

function tablesIn(
  tables: TomlValue | undefined,
  source: SettingsSource,
  problems: SettingsProblem[],
): readonly TomlTable[] {
  if (Array.isArray(tables) && tables.length > 0 && tables.every(isTable)) return tables;
  // A slip such as [[agnet]] is told already.
  if (tables === undefined && problems.length > 0) return [];
  const text =
    tables === undefined
      ? 'is missing: describe each agent in a table of its own that begins with [[agent]].'
      : 'takes tables: begin each agent with a line [[agent]].';
  problems.push(problemAt(source, ['agent'], { key: 'agent', text }));
  return [];
}

type Described = { readonly agents: readonly FleetAgent[]; readonly source: SettingsSource };

function readAgent(
  table: TomlTable,
  source: SettingsSource,
  {
    defaults,
    problems,
  }: { readonly defaults: AgentSettings; readonly problems: SettingsProblem[] },
): Described {
  const complain = (key: string, text: string) => {
    problems.push(problemAt(source, [key], { key, text }));
  };
  const { name, cwd, group, count, ...rest } = table;
  const read = readAgentTable(rest, source, ownKeys);
  problems.push(...read.problems);
  const settings = effectiveSettings(defaults, read.settings);
  // Each alone may be in order and the two together not.
  if (read.problems.length === 0) {
    for (const { property, text } of conflictsIn(settings)) {
      problems.push(problemAt(source, [fileKey(property)], { key: '', text }));
    }
  }
  if (cwd !== undefined && !isText(cwd))
    complain('cwd', `takes a folder in quotes, not ${shownValue(cwd)}.`);
  if (group !== undefined && !isGroup(group)) {
    complain(
      'group',
      `takes a name of letters, digits, dots, dashes or underscores, not ${shownValue(group)}.`,
    );
  }
  const number = countIn(count);
  if (number === null) {
    complain('count', `takes a whole number from 1 to ${countLimit}, not ${shownValue(count)}.`);
  }
  const branch = sharedBranch(settings.worktree, number ?? 1);
  if (branch !== null) problems.push(problemAt(source, ['worktree'], { key: '', text: branch }));
  const names = typeof name === 'string' ? namesOf(name, count === undefined ? null : number) : [];
  const problem = namesProblem(name, names);
  if (problem !== null) complain('name', problem);
  const agents = names.map((each) => ({
    name: each,
    cwd: absolutePath(isText(cwd) ? cwd : '.', source),
    group: isGroup(group) ? group : null,
    settings,
  }));
  return { agents: problem === null ? agents : [], source };
}

/** With a count each has a number: `api-1`, also where there is only one. */
function namesOf(name: string, count: number | null): readonly string[] {
  if (count === null) return [name];
  return Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

function namesProblem(given: TomlValue | undefined, names: readonly string[]): string | null {
  if (given === undefined) return 'is missing: every agent needs one.';
  if (typeof given !== 'string') return `takes text in quotes, not ${shownValue(given)}.`;
  const problem = names.map(nameProblem).find((each) => each !== null);
  return problem === undefined ? null : `cannot be used: ${problem}`;
}

function countIn(count: TomlValue | undefined): number | null {
  if (count === undefined) return 1;
  const isFitting =
    typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= countLimit;
  return isFitting ? count : null;
}

function isText(value: TomlValue | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isGroup(value: TomlValue | undefined): value is string {
  return typeof value === 'string' && isGroupName(value);
}

/** Names are compared as they are once every count is written out. */
function sharedNames(described: readonly Described[]): readonly SettingsProblem[] {
  const lines = new Map<string, number>();
  const problems: SettingsProblem[] = [];
  for (const { agents, source } of described) {
    const [shared] = agents.filter(({ name }) => lines.has(name));
    if (shared) {
      const text = `"${shared.name}" is given to another agent too, in line ${lines.get(shared.name)}. Each needs a name of its own.`;
      problems.push(problemAt(source, ['name'], { key: 'name', text }));
    }
    const { line } = problemAt(source, ['name'], { key: '', text: '' });
    for (const { name } of agents) if (!lines.has(name)) lines.set(name, line);
  }
  return problems;
}
