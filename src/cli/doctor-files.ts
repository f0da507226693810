import { readFile } from 'node:fs/promises';
import { consentsInSaved } from '../core/codex/saved-consents.ts';
import type { AgentRecord } from '../core/host/host-state.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import { configFile, type Places } from '../wire/places.ts';
import { orphanWorktrees } from './all-worktrees.ts';
import type { Surroundings } from './call.ts';
import type { configOf } from './config-command.ts';
import { type Check, firstOf, note, ok, problem } from './doctor-check.ts';
import { fleetFile, readFleetFile } from './fleet-on-disk.ts';

import { totalText } from './homes-command.ts';
import { leftHomes } from './left-homes.ts';

type Problem = { readonly problem: string };

export function configCheck(
  config: Awaited<ReturnType<typeof configOf>>,
  { env, homeFolder }: Surroundings,
): Check {
  const file = configFile(env, homeFolder);
  if (config === null) return ok('config', `${file} does not exist; what is built in holds`);
  return 'problem' in config
    ? problem('config', firstOf(config.problems, 'codex-grid config check'), null)
    : ok('config', file);
}

/** Only where there is a fleet file to look at. */
export async function fleetCheck(surroundings: Surroundings): Promise<Check> {
  const found = await fleetFile(undefined, surroundings);
  if ('problem' in found) return ok('fleet', 'no codex-grid.toml here or above');
  const fleet = await readFleetFile(found.file, surroundings.homeFolder);
  return 'problems' in fleet
    ? note('fleet', firstOf(fleet.problems, 'codex-grid up --dry-run'), null)
    : ok('fleet', `${found.file}, ${fleet.agents.length} agents`);
}

export async function trustCheck(places: Places): Promise<Check> {
  const file = places.consents;
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return ok('trust', 'you have not been asked about a folder');
    return note('trust', `${file} cannot be read: ${errorText(error)}`, 'You are asked again.');
  }
  const consents = consentsInSaved(text);
  if (consents === null) {
    return note('trust', `${file} is damaged`, 'You are asked again about each folder.');
  }
  const folders = consents.length === 1 ? '1 folder' : `${consents.length} folders`;
  return ok('trust', `you have answered for ${folders}; codex-grid trust lists them`);
}

export function rosterCheck(agents: readonly AgentRecord[] | Problem): Check {
  if ('problem' in agents) return problem('roster', agents.problem, null);
  return ok('roster', agents.length === 1 ? '1 agent' : `${agents.length} agents`);
}

/** Worktrees and branches that were made for agents who are gone. */
export async function worktreesCheck(places: Places, surroundings: Surroundings): Promise<Check> {
  const orphans = await orphanWorktrees(places, surroundings);
  if ('problem' in orphans) return note('worktrees', orphans.problem, null);
  if (orphans.length === 0) return ok('worktrees', 'none is without its agent');
  const removable = orphans.filter((orphan) => orphan.removable).length;
  return note(
    'worktrees',
    `${orphans.length} without an agent, ${removable} of them clean and merged`,
    'Look at them: codex-grid worktrees; remove those that hold nothing: codex-grid worktrees prune',
  );
}

/** From here on what removed agents have left is worth a look. */
const muchBytes = 1_000_000_000;

/** Sessions of removed agents are kept, and nobody would look for them. */
export async function homesCheck(places: Places, surroundings: Surroundings): Promise<Check> {
  const homes = await leftHomes(places, surroundings);
  if ('problem' in homes) return note('homes', homes.problem, null);
  if (homes.length === 0) return ok('homes', 'none is left of a removed agent');
  const bytes = homes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const text = `${totalText(homes)}, left of removed agents`;
  return bytes < muchBytes
    ? ok('homes', `${text}; codex-grid homes lists them`)
    : note('homes', text, 'Look at them: codex-grid homes; delete them: codex-grid homes prune');
}
