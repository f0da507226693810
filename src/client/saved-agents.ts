import { readFile } from 'node:fs/promises';
import type { AgentRecord } from '../core/host/host-state.ts';
import { removedIn } from '../core/host/host-undo.ts';
import { modelFromSaved } from '../core/host/saved-roster.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import type { Problem } from './places-on-disk.ts';

export type SavedAgents = {
  readonly agents: readonly AgentRecord[];
  /** Those that `undo` may still bring back, or whose part of the disk is not cleared yet. */
  readonly removed: readonly AgentRecord[];
};

/** The agents of the last host, none of which runs any more; for when no host answers. `now` is epoch ms. */
export async function savedAgents(
  places: Places,
  now: number,
): Promise<readonly AgentRecord[] | Problem> {
  const saved = await savedRoster(places, now);
  return 'problem' in saved ? saved : saved.agents;
}

/** All that the saved list of agents tells of, also while a host runs. `now` is epoch ms. */
export async function savedRoster(places: Places, now: number): Promise<SavedAgents | Problem> {
  let text: string;
  try {
    text = await readFile(places.savedRoster, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return { agents: [], removed: [] };
    return {
      problem: `The saved list of agents, ${places.savedRoster}, cannot be read: ${errorText(error)}.`,
    };
  }
  const saved = modelFromSaved(text, now);
  if ('agents' in saved) {
    return { agents: saved.agents, removed: removedIn(saved.undoable).map(({ agent }) => agent) };
  }
  return {
    problem: `The saved list of agents, ${places.savedRoster}, is damaged: ${saved.problem}. Starting codex-grid sets it aside; the sessions themselves are untouched.`,
  };
}
