import { stringify, type TomlTable, type TomlValue } from 'smol-toml';
import { ownBranch } from '../git/worktree.ts';
import type { AgentDescription } from '../host/host-describe.ts';
import { agentRows } from '../settings/settings-rows.ts';
import type { PathContext } from '../settings/user-path.ts';

/** The text of a fleet file that describes these agents; paths in it begin at its folder, or at `~`. */
export function fleetText(agents: readonly AgentDescription[], context: PathContext): string {
  const tables = agents.map((agent) => agentTable(agent, context));
  return `# Start these agents with: codex-grid up\n\n${stringify({ agent: tables })}`;
}

function agentTable(agent: AgentDescription, context: PathContext): TomlTable {
  const { name, cwd, worktree, home, group, settings } = agent;
  const own = {
    ...settings,
    ...(home === 'isolated' ? {} : { home }),
    ...(worktree === null
      ? {}
      : { worktree: worktree.branch === ownBranch(name) ? true : worktree.branch }),
  };
  const said = agentRows.flatMap(({ key, property: [first = ''], facts }) => {
    const value: unknown = Reflect.get(own, first);
    return value === undefined ? [] : [[key, written(value, facts.paths, context)] as const];
  });
  return Object.fromEntries([
    ['name', name],
    ['cwd', shortPath(worktree?.source ?? cwd, context)],
    ...(group === null ? [] : [['group', group] as const]),
    ...said,
  ]);
}

function written(value: unknown, paths: string | undefined, context: PathContext): TomlValue {
  // Settings came out of TOML or are texts, booleans and lists of them.
  const given = value as TomlValue;
  if (!paths) return given;
  const short = (path: TomlValue) =>
    typeof path === 'string' && path.startsWith('/') ? shortPath(path, context) : path;
  return Array.isArray(given) ? given.map(short) : short(given);
}

/** As a person would write it: from the file's folder, else from the home folder. */
function shortPath(path: string, { folder, homeFolder }: PathContext): string {
  if (path === folder) return '.';
  if (folder !== '/' && path.startsWith(`${folder}/`)) return `./${path.slice(folder.length + 1)}`;
  if (path === homeFolder) return '~';
  return path.startsWith(`${homeFolder}/`) ? `~/${path.slice(homeFolder.length + 1)}` : path;
}
