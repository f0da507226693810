import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Roster } from '../core/agent.ts';
import { savedAgentsSchema } from '../core/saved-agents.ts';
import type { Places } from '../wire/places.ts';
import { errorCode, errorText } from './error-text.ts';
import type { Problem } from './places-on-disk.ts';

/** The agents of the last host, none of which runs any more; for when no host answers. */
export async function savedAgents(places: Places): Promise<Roster | Problem> {
  let text: string;
  try {
    text = await readFile(places.savedRoster, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    return {
      problem: `The saved list of agents, ${places.savedRoster}, cannot be read: ${errorText(error)}.`,
    };
  }
  const saved = v.safeParse(savedAgentsSchema, text);
  if (!saved.success) {
    return {
      problem: `The saved list of agents, ${places.savedRoster}, is damaged (${saved.issues[0].message}). Starting codex-grid sets it aside; the sessions themselves are untouched.`,
    };
  }
  return saved.output.map((agent) => ({ ...agent, state: 'ended', pid: null, subagents: 0 }));
}
