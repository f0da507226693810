import { parse, TomlError, type TomlTable } from 'smol-toml';
import * as v from 'valibot';
import { tomlReason } from '../text/toml-reason.ts';
import { type AgentSettings, agentSettingsSchema } from './agent-settings-table.ts';
import { readColors } from './settings-colors.ts';
import { readKeys } from './settings-keys.ts';
import {
  conflictProblems,
  type Origins,
  problemAt,
  readTable,
  type SettingsProblem,
  type SettingsSource,
} from './settings-read.ts';
import { settingRows } from './settings-rows.ts';
import {
  builtInProgramSettings,
  type ProgramSettings,
  programSettingsSchema,
} from './settings-table.ts';
import type { ValueProblem } from './settings-value.ts';
import { keyLines } from './toml-lines.ts';
import type { PathContext } from './user-path.ts';

/** The file's folder is where its relative paths begin. */
export type ConfigFile = PathContext & { readonly file: string };

/** All that a config file says, as far as it could be read; with `problems` none of it may be used. */
export type ReadConfig = {
  readonly defaults: AgentSettings;
  readonly program: ProgramSettings;
  readonly origins: Origins;
  readonly problems: readonly SettingsProblem[];
};

/** The settings in the text of a `config.toml`, with everything that is wrong in it. */
export function readConfig(text: string, config: ConfigFile): ReadConfig {
  const table = parsedToml(text, config.file);
  if ('problem' in table) return { ...emptyConfig, problems: [table.problem] };
  const source: SettingsSource = { ...config, lines: keyLines(text), path: [] };
  const { values, origins, problems } = readTable(table.table, settingRows, {
    source,
    alsoKnown: [],
  });
  // What could not be read was left out, so what is there fits.
  const defaults = v.parse(agentSettingsSchema, values.agent);
  const program = v.parse(programSettingsSchema, values.program);
  const keys = readKeys(program.keys);
  const colors = readColors(program.colors);
  const inTable = (name: string, found: readonly ValueProblem[]) =>
    found.map(({ within, text: said }) =>
      problemAt(source, [name, ...within], { key: [name, ...within].join('.'), text: said }),
    );
  return {
    defaults,
    program: {
      ...program,
      keys: 'value' in keys ? keys.value : {},
      colors: 'value' in colors ? colors.value : {},
    },
    origins,
    problems: [
      ...problems,
      ...inTable('keys', 'problems' in keys ? keys.problems : []),
      ...inTable('colors', 'problems' in colors ? colors.problems : []),
      ...conflictProblems(defaults, source),
    ].sort((left, right) => left.line - right.line),
  };
}

/** Also what an absent or empty file says. */
export const emptyConfig: ReadConfig = {
  defaults: {},
  program: builtInProgramSettings,
  origins: {},
  problems: [],
};

/** A TOML text as a table, or where it stops being TOML. */
export function parsedToml(
  text: string,
  file: string,
): { readonly table: TomlTable } | { readonly problem: SettingsProblem } {
  try {
    return { table: parse(text) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = tomlReason(error, text);
    const problem = `This is not TOML, from column ${error.column} on: ${reason}.`;
    return { problem: { file, line: error.line, key: '', text: problem } };
  }
}
