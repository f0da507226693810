import type { TomlTable, TomlValue } from 'smol-toml';
import { withAbsolutePaths } from './config-paths.ts';
import { changesBetween, isTable, mergedTables, withChanges } from './toml-tables.ts';

/** A login made in one agent lands in the file that all share; a codex inside a tile does not update itself. */
const ours: TomlTable = {
  cli_auth_credentials_store: 'file',
  check_for_update_on_startup: false,
};

/** Real paths of the user's own Codex home and of the agent's. */
export type Homes = { readonly user: string; readonly agent: string };

/**
 * What an agent's config.toml, or the profile that lies over it, says before codex itself writes into it.
 * `settings` are the agent's own, in codex's words.
 */
export function generatedConfig(
  user: TomlTable,
  homes: Homes,
  settings: TomlTable = {},
): TomlTable {
  const moved = withAbsolutePaths(withMovedTrust(user, homes), homes.user);
  return mergedTables(withSettings(moved, settings), ours);
}

/**
 * The config for the next start: as it would be generated now, with what codex wrote into the agent's since we
 * last did (notices, a chosen model, a trusted folder). Where the user has changed the same key since, the
 * user wins.
 */
export function nextConfig(
  generated: TomlTable,
  last: { readonly generated: TomlTable; readonly current: TomlTable },
): TomlTable {
  const written = changesBetween(last.generated, last.current);
  const changed = changesBetween(last.generated, generated);
  return mergedTables(withChanges(withChanges(generated, written), changed), ours);
}

/** Folders that an agent may write to are added to those that its user names for all. */
export function withSettings(config: TomlTable, settings: TomlTable): TomlTable {
  const merged = mergedTables(config, settings);
  const added = writableRoots(settings);
  if (added.length === 0) return merged;
  const roots = [...new Set([...writableRoots(config), ...added])];
  return mergedTables(merged, { sandbox_workspace_write: { writable_roots: roots } });
}

function writableRoots(config: TomlTable): readonly TomlValue[] {
  const workspace = config['sandbox_workspace_write'];
  const roots = isTable(workspace) ? workspace['writable_roots'] : undefined;
  return Array.isArray(roots) ? roots : [];
}

/** Trust in a hook is kept under the path of its file: the same hooks now stand in the agent's home. */
function withMovedTrust(user: TomlTable, homes: Homes): TomlTable {
  const hooks = user['hooks'];
  const state = isTable(hooks) ? hooks['state'] : undefined;
  if (!isTable(hooks) || !isTable(state)) return user;
  const prefix = `${homes.user}/`;
  const moved = Object.entries(state).map(([key, trust]) => [
    key.startsWith(prefix) ? `${homes.agent}/${key.slice(prefix.length)}` : key,
    trust,
  ]);
  return { ...user, hooks: { ...hooks, state: Object.fromEntries(moved) } };
}
