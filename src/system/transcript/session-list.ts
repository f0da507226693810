import { basename } from 'node:path';
import { firstPromptIn, rolloutHead, rolloutName } from '../../core/codex/rollout-head.ts';
import { at, textAt } from '../../core/text/json-fields.ts';
import { jsonValue } from '../../core/text/json-value.ts';
import type { ListedSession } from '../../core/transcript/transcript-port.ts';
import { codexHomeOf, firstLines, rolloutPaths } from '../session-files.ts';
import { isSystemError } from '../system-error.ts';

/** A home that is shared with the user holds thousands; subagents are looked for among the newest. */
const openedLimit = 300;

/** The first prompt stands in one of the first lines, behind what codex says to itself. */
const promptLines = 30;

/** Those of the sessions whose rollouts are in the home of `near`, in that order, each followed by its subagents. */
export async function sessionList(
  sessions: readonly string[],
  near: string,
): Promise<readonly ListedSession[]> {
  const home = codexHomeOf(near);
  const paths = home === null ? [near] : await rolloutPaths(home);
  const byId = new Map(paths.map((path) => [rolloutName(basename(path))?.id as string, path]));
  const own = await Promise.all(
    sessions.map(async (id) => {
      const path = byId.get(id);
      return path === undefined ? null : listedAt(path);
    }),
  );
  const found = own.filter((session) => session !== null);
  const subagents = await subagentsOf(found, paths);
  return found.flatMap((session) => [
    session,
    ...subagents.filter(({ parent }) => parent === session.id),
  ]);
}

/** Oldest first. A subagent begins after its session, and files are named by when they began. */
async function subagentsOf(
  sessions: readonly ListedSession[],
  paths: readonly string[],
): Promise<readonly ListedSession[]> {
  const oldest = sessions.map(({ path }) => basename(path)).sort()[0];
  if (oldest === undefined) return [];
  const own = new Set(sessions.map(({ path }) => path));
  const candidates = paths
    .filter((path) => basename(path) > oldest && !own.has(path))
    .sort((left, right) => (basename(left) < basename(right) ? 1 : -1))
    .slice(0, openedLimit)
    .reverse();
  const subagents: ListedSession[] = [];
  for (const path of candidates) {
    const session = await listedAt(path);
    if (session?.kind === 'subagent') subagents.push(session);
  }
  return subagents;
}

/** Null for what is no rollout, and what cannot be read. */
async function listedAt(path: string): Promise<ListedSession | null> {
  try {
    const lines = await firstLines(path, promptLines);
    const head = rolloutHead(lines[0] ?? '');
    if ('problem' in head) return null;
    const meta = at(jsonValue(lines[0] ?? ''), 'payload');
    const root = textAt(meta, 'session_id');
    return {
      id: head.id,
      path,
      kind: head.isSubagent ? 'subagent' : 'session',
      // Subagents of subagents name the root, older ones only who called them.
      parent: root === head.id || root === null ? textAt(meta, 'parent_thread_id') : root,
      name: textAt(meta, 'agent_nickname'),
      prompt: firstPromptIn(lines),
      startedAt: rolloutName(basename(path))?.startedAt ?? '',
    };
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
