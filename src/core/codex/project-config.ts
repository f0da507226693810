import type { TomlTable } from 'smol-toml';
import { isTable, mergedTables, own } from './toml-tables.ts';
import { type FolderFacts, lookedUp, type ProjectTrust } from './trust.ts';

/** The `.codex/config.toml` of a folder; `folder` is the one that holds `.codex`, a real path. */
export type ProjectLayer = { readonly folder: string; readonly config: TomlTable };

/**
 * What codex takes from the config files of a repository, which it lays over those of its home. `layers` are
 * those from the top of the checkout down to the folder; the nearest counts last. Where nothing trusts the
 * folder codex does not start before its user has trusted it, so all of them count.
 */
export function projectConfig(
  layers: readonly ProjectLayer[],
  facts: FolderFacts,
  projects: ProjectTrust,
): TomlTable {
  const isTrusted = (folders: readonly string[]) =>
    folders.map((folder) => projects.get(folder)).find((level) => level !== undefined) ===
    'trusted';
  const above = lookedUp(facts);
  const willBeAsked = !isTrusted(above);
  return layers
    .filter(({ folder }) => willBeAsked || isTrusted([folder, ...above.slice(1)]))
    .reduce((below, { config }) => laidOver(below, config), {});
}

/** Of a permission profile and a sandbox the one in the upper layer counts, whatever the lower one says. */
export function laidOver(below: TomlTable, above: TomlTable): TomlTable {
  const { default_permissions: _, ...withoutPermissions } = below;
  const isSandboxAbove = 'sandbox_mode' in above && !('default_permissions' in above);
  return mergedTables(isSandboxAbove ? withoutPermissions : below, above);
}

/** What both the settings of an agent and its repository say, as `config` has it: it is to win. */
export function contested(settings: TomlTable, project: TomlTable, config: TomlTable): TomlTable {
  const entries = Object.entries(settings).flatMap(([key, value]) => {
    const theirs = own(project, key);
    if (theirs === undefined) return [];
    const wanted = own(config, key) ?? value;
    if (!isTable(value) || !isTable(theirs)) return [[key, wanted] as const];
    const inner = contested(value, theirs, isTable(wanted) ? wanted : {});
    return Object.keys(inner).length === 0 ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(entries);
}
