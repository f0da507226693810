import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { AgentSettings } from '../core/settings/agent-settings.ts';
import { agentSettingsSchema } from '../core/settings/agent-settings-table.ts';
import { layersProblem, ownLayer } from '../core/settings/settings-resolve.ts';
import { agentRows, type SettingRow } from '../core/settings/settings-rows.ts';
import { readValue } from '../core/settings/settings-value.ts';
import { mergedValues, type Values } from '../core/settings/value-tables.ts';
import type { Call, Surroundings } from './call.ts';

/** What the flags of a call say, checked; or the sentence about the first that cannot be. */
export function settingsOf(
  call: Call,
  { workingFolder, homeFolder }: Pick<Surroundings, 'workingFolder' | 'homeFolder'>,
): AgentSettings | { readonly problem: string } {
  const values: [string, unknown][] = [];
  for (const row of agentRows) {
    const given = givenValue(row, call);
    if (given === undefined) continue;
    if ('problem' in given) return given;
    const { value, problems } = readValue(row, given.value, { folder: workingFolder, homeFolder });
    const [problem] = problems;
    if (problem) {
      const name = row.facts.flag?.name ?? row.key;
      return { problem: [name, ...problem.within, problem.text].join(' ') };
    }
    values.push([row.property[0] ?? '', value]);
  }
  const settings = v.parse(agentSettingsSchema, Object.fromEntries(values));
  const contradiction = layersProblem([ownLayer(settings, null)]);
  return contradiction === null ? settings : { problem: contradiction };
}

type Given = { readonly value: unknown } | { readonly problem: string } | undefined;

/** As the row's schema has it; undefined when it was not given. */
function givenValue(row: SettingRow, { options, codexArguments }: Call): Given {
  const { flag } = row.facts;
  if (!flag) return codexArguments.length > 0 ? { value: codexArguments } : undefined;
  const given = options[optionName(flag.name)];
  // `--prompt "$TEXT"` with nothing in it asks for none.
  if (given === undefined || (given === '' && row.key === 'prompt')) return undefined;
  if (row.schema.type !== 'record') return { value: given };
  let table: Values = {};
  for (const entry of Array.isArray(given) ? given : [given]) {
    const [, name = '', text = ''] = /^([^=]+)=(.*)$/s.exec(String(entry)) ?? [];
    if (name === '') return { problem: `${flag.name} takes ${flag.value}, not "${entry}".` };
    table = mergedValues(table, row.key === 'config' ? configEntry(name, text) : { [name]: text });
  }
  return { value: table };
}

/** As commander calls it. */
function optionName(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** As codex reads its `-c`: a dotted path, and a value of TOML or else text. */
function configEntry(name: string, text: string): Values {
  const [first = '', ...rest] = name.split('.').map((part) => part.trim());
  const inner = rest.reduceRight<unknown>((value, part) => ({ [part]: value }), tomlValue(text));
  return { [first]: inner };
}

function tomlValue(text: string): unknown {
  try {
    return parse(`value = ${text}`)['value'];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return text;
  }
}
