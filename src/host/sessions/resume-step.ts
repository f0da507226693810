import { basename } from 'node:path';
import { rolloutName } from '../../core/codex/rollout-head.ts';
import type { LaunchRequest } from '../../core/host/host-events.ts';
import { rolloutPaths } from '../../system/session-files.ts';
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
  const paths = await rolloutPaths(codexHome);
  if (!paths.some((path) => rolloutName(basename(path))?.id === id)) {
    return {
      ok: false,
      kind: 'unknown-session',
      problem: `${name} cannot go on with session ${id}: codex has none of that id, there is no rollout of it in ${codexHome}/sessions.`,
    };
  }
  const writer = await sessionWriter(codexHome, id);
  if (writer === null) return null;
  return {
    ok: false,
    problem: `${name} cannot go on with session ${id}: it is open in ${writer}. Leave it there and resume again, or start a new one: codex-grid resume ${name} --fresh.`,
  };
}
