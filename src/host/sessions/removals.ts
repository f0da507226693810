import type { AgentId } from '../../core/agent/agent.ts';
import type { HostEffect, HostEvent } from '../../core/host/host-events.ts';
import { errorText } from '../../system/system-error.ts';
import type { Worktrees } from '../git/worktrees.ts';

type EffectOf<Type extends HostEffect['type']> = Extract<HostEffect, { type: Type }>;

export type RemovalParts = {
  readonly worktrees: Pick<Worktrees, 'workProblem' | 'remove'>;
  /** Null when it is gone, else the sentence that says why not. */
  readonly deleteAgentFolder: (agent: AgentId) => Promise<string | null>;
  readonly dispatch: (event: HostEvent) => void;
  readonly onNotice: (message: string) => void;
};

/** Looks for work in the worktrees of agents that are to be removed. */
export function checkWork(parts: RemovalParts, effect: EffectOf<'check-work'>): void {
  const { client, request, command, worktrees } = effect;
  const tell = (problem: string | null) =>
    parts.dispatch({ type: 'work-checked', client, request, command, problem });
  parts.worktrees.workProblem(worktrees).then(tell, (error: unknown) => tell(errorText(error)));
}

/** Clears the disk of what a removed agent leaves; whatever cannot be removed is said once, and stays. */
export async function clearAway(
  parts: RemovalParts,
  effect: EffectOf<'clear-away'>,
): Promise<void> {
  const { agent, name, sessions, worktree, work } = effect;
  const problems = await Promise.all([
    worktree === null ? null : parts.worktrees.remove(worktree, work),
    sessions === 'purge' ? parts.deleteAgentFolder(agent) : null,
  ]).catch((error: unknown) => [errorText(error)]);
  for (const problem of problems) {
    if (problem !== null) parts.onNotice(`${name} is removed, but not all of it: ${problem}`);
  }
  parts.dispatch({ type: 'cleared-away', agent });
}
