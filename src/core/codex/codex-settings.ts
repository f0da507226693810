import { TomlDate, type TomlTable, type TomlValue } from 'smol-toml';
import type { AgentSettings } from '../settings/agent-settings.ts';
import { absolutePath, type PathContext } from '../settings/user-path.ts';
import { contested } from './project-config.ts';
import { mergedTables, own } from './toml-tables.ts';

/**
 * An agent's settings in the words of codex's own config; what is free-form comes last. `places` is where
 * its relative folders begin.
 */
export function codexSettings(settings: AgentSettings, places: PathContext): TomlTable {
  const {
    model,
    reasoningEffort,
    sandbox,
    approval,
    network,
    addDirs = [],
    config = {},
  } = settings;
  const workspace = said({
    network_access: network,
    writable_roots:
      addDirs.length === 0 ? undefined : addDirs.map((folder) => absolutePath(folder, places)),
  });
  const own = said({
    model,
    model_reasoning_effort: reasoningEffort,
    sandbox_mode: sandbox,
    approval_policy: approval,
    sandbox_workspace_write: Object.keys(workspace).length === 0 ? undefined : workspace,
  });
  return mergedTables(own, tableOf(config));
}

/** What a repository's own config must not loosen: it lies over that of a Codex home, and flags over both. */
const safetyKeys: readonly string[] = [
  'approval_policy',
  'default_permissions',
  'permissions',
  'sandbox_mode',
  'sandbox_workspace_write',
];

/**
 * What of an agent's settings codex is told by flags. In an isolated home its config.toml says the rest, so
 * that what is chosen in codex itself holds. `config` is what the files of its home and the settings amount
 * to, `project` what the repository's own say.
 */
export function flaggedSettings(
  settings: TomlTable,
  layers: { readonly config: TomlTable; readonly project: TomlTable },
  home: 'isolated' | 'users',
): TomlTable {
  const { config, project } = layers;
  const guards = Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]): [string, TomlValue][] =>
      safetyKeys.includes(key) ? [[key, own(config, key) ?? value]] : [],
    ),
  );
  const rest = home === 'isolated' ? contested(settings, project, config) : settings;
  return mergedTables(rest, guards);
}

function said(values: Readonly<Record<string, TomlValue | undefined>>): TomlTable {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function tableOf(values: Readonly<Record<string, unknown>>): TomlTable {
  return said(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tomlOf(value)])),
  );
}

/** Undefined for what TOML has no word for, such as null. */
function tomlOf(value: unknown): TomlValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
    case 'number':
      return value;
    case 'object':
      if (value === null) return undefined;
      if (value instanceof TomlDate) return value;
      if (Array.isArray(value)) return value.map(tomlOf).filter((one) => one !== undefined);
      return tableOf(Object.fromEntries(Object.entries(value)));
    default:
      return undefined;
  }
}
