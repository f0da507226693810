import type { TomlTable, TomlValue } from 'smol-toml';
import { isTable } from './toml-tables.ts';

/**
 * The keys of codex 0.169's config whose relative paths begin in the folder of the file that names them; `*`
 * is any key or any element. What is not here codex hands on as it is (`notify`, the `cwd` of MCP servers).
 */
const pathKeys: readonly (readonly string[])[] = [
  ['agents', '*', 'config_file'],
  ['experimental_compact_prompt_file'],
  ['log_dir'],
  ['model_catalog_json'],
  ['model_instructions_file'],
  ['model_providers', '*', 'auth', 'cwd'],
  ['otel', '*', '*', 'tls', '*'],
  ['sandbox_workspace_write', 'writable_roots', '*'],
  ['skills', 'config', '*', 'path'],
  ['sqlite_home'],
];

/** Relative paths as they were meant in `folder`, so that the config means the same elsewhere. */
export function withAbsolutePaths(config: TomlTable, folder: string): TomlTable {
  return pathKeys.reduce((table, keys) => changedAt(table, keys, folder), config);
}

function changedAt(table: TomlTable, keys: readonly string[], folder: string): TomlTable {
  const [key = '', ...rest] = keys;
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => [
      name,
      key === '*' || key === name ? changed(value, rest, folder) : value,
    ]),
  );
}

function changed(value: TomlValue, keys: readonly string[], folder: string): TomlValue {
  if (isTable(value)) return keys.length === 0 ? value : changedAt(value, keys, folder);
  if (Array.isArray(value)) {
    return keys[0] === '*' ? value.map((one) => changed(one, keys.slice(1), folder)) : value;
  }
  // Codex itself knows `~`.
  const isRelative = typeof value === 'string' && value !== '' && !/^[/~]/.test(value);
  return isRelative && keys.length === 0 ? `${folder}/${value}` : value;
}
