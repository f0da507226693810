import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { rolloutName } from '../core/codex/rollout-head.ts';
import { rolloutPaths } from '../system/session-files.ts';
import { errorText, isErrorCode } from '../system/system-error.ts';
import type { Places } from '../wire/places.ts';
import type { Surroundings } from './call.ts';
import { measureHome } from './home-size.ts';
import { knownAgents } from './known-agents.ts';
import { sessionBegin } from './session-search.ts';

/** What a removed agent has left on disk: its Codex home with its sessions. */
export type LeftHome = {
  /** The agent's, which names its folder. */
  readonly id: string;
  readonly home: string;
  readonly sessions: number;
  readonly sizeBytes: number;
  /** Its newest session of its own; null when there is none. */
  readonly newest: {
    readonly session: string;
    /** Local time, `2026-11-21T07:20`. */
    readonly startedAt: string;
    readonly prompt: string;
  } | null;
};

type Problem = { readonly problem: string };

/** The homes that no agent on the roster has, nor one that `undo` may bring back; the newest first. */
export async function leftHomes(
  places: Places,
  surroundings: Surroundings,
): Promise<readonly LeftHome[] | Problem> {
  // Looked for first: an agent is on the roster before its home is made.
  const ids = await foldersIn(places.agents);
  if ('problem' in ids) return ids;
  if (ids.length === 0) return [];
  const agents = await knownAgents(places, surroundings);
  if ('problem' in agents) return agents;
  const left = ids.filter((id) => agents.every((agent) => agent.id !== id));
  const homes = await Promise.all(left.map((id) => leftHome(id, `${places.agents}/${id}/home`)));
  return homes.toSorted((one, other) => (startOf(one) < startOf(other) ? 1 : -1));
}

function startOf({ newest }: LeftHome): string {
  return newest?.startedAt ?? '';
}

async function leftHome(id: string, home: string): Promise<LeftHome> {
  const [size, newest] = await Promise.all([measureHome(home), newestSession(home)]);
  return { id, home, ...size, newest };
}

async function newestSession(home: string): Promise<LeftHome['newest']> {
  const paths = (await rolloutPaths(home)).toSorted((one, other) =>
    basename(one) < basename(other) ? 1 : -1,
  );
  for (const path of paths) {
    const name = rolloutName(basename(path));
    const begin = name && (await beginOf(path));
    if (begin) return { session: name.id, startedAt: name.startedAt, prompt: begin.prompt };
  }
  return null;
}

/** Null for a file that tells nothing. */
async function beginOf(path: string): ReturnType<typeof sessionBegin> {
  try {
    return await sessionBegin(path);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

async function foldersIn(folder: string): Promise<readonly string[] | Problem> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT', 'ENOTDIR')) return [];
    return { problem: `The homes of agents, ${folder}, cannot be read: ${errorText(error)}.` };
  }
}
