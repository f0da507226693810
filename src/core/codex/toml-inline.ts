import { stringify, type TomlTable, type TomlValue } from 'smol-toml';
import { isTable } from './toml-tables.ts';

/** A value in one line, as `-c key=` takes it. */
export function inlineToml(value: TomlValue): string {
  if (Array.isArray(value)) return `[${value.map(inlineToml).join(',')}]`;
  if (isTable(value)) {
    const pairs = Object.entries(value).map(([key, one]) => `${keyToml(key)}=${inlineToml(one)}`);
    return `{${pairs.join(',')}}`;
  }
  return typeof value === 'string' ? tomlString(value) : scalarToml(value);
}

/** JSON's escapes are TOML's too, except that TOML wants DEL escaped. */
export function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}

/**
 * The `-c` arguments that say what the table says. Codex lays each table over what its files say; it splits
 * the words before `=` at every dot and knows no quotes there, so those with other keys are left out.
 */
export function configFlags(table: TomlTable): readonly string[] {
  return Object.entries(table)
    .filter(([key]) => bareKey.test(key))
    .flatMap(([key, value]) => ['-c', `${key}=${inlineToml(value)}`]);
}

const bareKey = /^[\w-]+$/;

function keyToml(key: string): string {
  return bareKey.test(key) ? key : tomlString(key);
}

function scalarToml(value: TomlValue): string {
  return stringify({ value })
    .replace(/^value = /, '')
    .trimEnd();
}
