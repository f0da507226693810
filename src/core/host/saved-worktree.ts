import * as v from 'valibot';
import type { SessionId, Worktree } from '../agent/agent.ts';
import type { SessionStart } from './launch-request.ts';

const wordInPaths = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/));
const absolutePath = v.pipe(v.string(), v.startsWith('/'));

/** `Worktree`, as the saved roster holds it. */
export const savedWorktreeSchema = v.object({
  folder: absolutePath,
  branch: v.string(),
  repository: absolutePath,
  source: absolutePath,
  base: v.string(),
  baseBranch: v.nullable(v.string()),
  unstarted: v.nullable(
    v.object({
      prompt: v.nullable(v.string()),
      session: v.variant('type', [
        v.object({ type: v.literal('new') }),
        v.object({ type: v.literal('resume'), id: wordInPaths }),
        v.object({ type: v.picklist(['fork', 'adopt']), id: wordInPaths, rollout: absolutePath }),
      ]),
    }),
  ),
});

export function worktreeFromSaved(saved: v.InferOutput<typeof savedWorktreeSchema>): Worktree {
  const { unstarted } = saved;
  if (unstarted === null) return { ...saved, unstarted };
  const { prompt, session } = unstarted;
  return { ...saved, unstarted: { prompt, session: sessionFromSaved(session) } };
}

function sessionFromSaved(
  saved: NonNullable<v.InferOutput<typeof savedWorktreeSchema>['unstarted']>['session'],
): SessionStart {
  return saved.type === 'new' ? saved : { ...saved, id: saved.id as SessionId };
}
