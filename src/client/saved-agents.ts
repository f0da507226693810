import { readFile } from 'node:fs/promises';
import type { AgentRecord } from '../core/host/host-state.ts';
import { modelFromSaved } from '../core/host/saved-roster.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import type { Problem } from './places-on-disk.ts';

/** The agents of the last host, none of which runs any more; for when no host answers. `now` is epoch ms. */
export async function savedAgents(
  places: Places,
  now: number,
): Promise<readonly AgentRecord[] | Problem> {
  let text: string;
  try {
    text = await readFile(places.savedRoster, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return [];
    return {
      problem: `The saved list of agents, ${places.savedRoster}, cannot be read: ${errorText(error)}.`,
    };
  }
  const saved = modelFromSaved(text, now);
  if ('agents' in saved) return saved.agents;
  return {
    problem: `The saved list of agents, ${places.savedRoster}, is damaged: ${saved.problem}. Starting codex-grid sets it aside; the sessions themselves are untouched.`,
  };
}
