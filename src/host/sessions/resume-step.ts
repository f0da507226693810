import { basename } from 'node:path';
import type { SessionId } from '../../core/agent/agent.ts';
import { rolloutName } from '../../core/codex/rollout-head.ts';
import type { LaunchRequest } from '../../core/host/launch-request.ts';
import { rolloutPaths } from '../../system/session-files.ts';
import { readLineage } from './session-step.ts';
import { sessionWriter } from './session-writer.ts';

export type ResumeRefusal = {
  readonly ok: false;
  readonly problem: string;
  readonly kind?: 'unknown-session';
};

/**
 * Null when the launch resumes nothing, or codex can take the session up in its home. Codex itself would end at
 * once on a session that it does not know, and show one that is open elsewhere without a composer.
 */
export async function resumeRefusal(
  { name, session }: Pick<LaunchRequest, 'name' | 'session'>,
  codexHome: string,
): Promise<ResumeRefusal | null> {
  if (session.type !== 'resume') return null;
  const { id } = session;
  const unknown = await unknownReason(id, codexHome);
  if (unknown !== null) {
    const problem = `${name} cannot go on with session ${id}: ${unknown}`;
    return { ok: false, kind: 'unknown-session', problem };
  }
  const writer = await sessionWriter(codexHome, id);
  if (writer === null) return null;
  return {
    ok: false,
    problem: `${name} cannot go on with session ${id}: it is open in ${writer}. Leave it there and resume again, or start a new one: codex-grid resume ${name} --fresh.`,
  };
}

/** Codex knows a session by the first line of its rollout, and by those of the sessions that it was forked from. */
async function unknownReason(id: SessionId, codexHome: string): Promise<string | null> {
  const paths = await rolloutPaths(codexHome);
  const own = paths.filter((path) => rolloutName(basename(path))?.id === id);
  if (own.length === 0) {
    return `codex has none of that id, there is no rollout of it in ${codexHome}/sessions.`;
  }
  const lineages = await Promise.all(own.map(readLineage));
  const problems = lineages.flatMap((found) => (found.ok ? [] : [found.problem]));
  return problems.length < own.length ? null : (problems[0] ?? null);
}
