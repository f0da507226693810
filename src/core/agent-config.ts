import type { TomlTable } from 'smol-toml';
import { changesBetween, isTable, mergedTables, withChanges } from './toml-tables.ts';

/** A login made in one agent lands in the file that all share; a codex inside a tile does not update itself. */
const ours: TomlTable = {
  cli_auth_credentials_store: 'file',
  check_for_update_on_startup: false,
};

/** Real paths of the user's own Codex home and of the agent's. */
export type Homes = { readonly user: string; readonly agent: string };

/** What an agent's config.toml says before codex itself writes into it. */
export function generatedConfig(user: TomlTable, homes: Homes): TomlTable {
  return mergedTables(withMovedTrust(user, homes), ours);
}

/**
 * The config for the next start: the user's as it is now, with what codex wrote into the agent's since we
 * last generated it (notices, a chosen model, a trusted folder).
 */
export function nextConfig(
  generated: TomlTable,
  last: { readonly generated: TomlTable; readonly current: TomlTable },
): TomlTable {
  const written = changesBetween(last.generated, last.current);
  return mergedTables(withChanges(generated, written), ours);
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
