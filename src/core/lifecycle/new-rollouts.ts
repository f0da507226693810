import { isOpen, type Lifecycle } from './lifecycle-memory.ts';
import { threadOf } from './lifecycle-turns.ts';

export type NamedRollout = {
  readonly path: string;
  /** Whose it is; null for the root agent's. */
  readonly subagentId: string | null;
};

/** The rollouts that have to be followed from now on, besides those that had to be before. */
export function newRollouts(before: Lifecycle, after: Lifecycle): readonly NamedRollout[] {
  const { rolloutPath } = after;
  const isNewRoot = rolloutPath !== null && rolloutPath !== before.rolloutPath;
  const ofRoot = isNewRoot ? [{ path: rolloutPath, subagentId: null }] : [];
  const { subagents } = after.memory;
  if (subagents === before.memory.subagents) return ofRoot;
  const ofSubagents = Object.entries(subagents).flatMap(([subagentId, thread]) => {
    const { rolloutPath: path } = thread;
    const isNew = path !== null && path !== threadOf(before.memory, subagentId).rolloutPath;
    return isNew && isOpen(thread) ? [{ path, subagentId }] : [];
  });
  return [...ofRoot, ...ofSubagents];
}
