import type { AgentId } from '../../core/agent/agent.ts';
import type { RolloutEvidence } from '../../core/lifecycle/evidence.ts';
import { rolloutEvidence } from '../../core/lifecycle/rollout-evidence.ts';
import type { followRollout } from './rollout-files.ts';

export type RolloutWatch = {
  /**
   * In the place of another that was followed for the same agent and subagent; null is the root
   * agent.
   */
  readonly follow: (agent: AgentId, path: string, subagentId: string | null) => void;
  readonly forget: (agent: AgentId) => void;
  readonly close: () => void;
};

export type RolloutWatchOptions = {
  readonly followRollout: typeof followRollout;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onEvidence: (agent: AgentId, evidence: RolloutEvidence) => void;
};

type Follower = ReturnType<typeof followRollout>;

export function rolloutWatch(options: RolloutWatchOptions): RolloutWatch {
  const followers = new Map<AgentId, Map<string | null, Follower>>();

  const stop = (agent: AgentId, subagentId: string | null) => {
    const own = followers.get(agent);
    void own?.get(subagentId)?.close();
    own?.delete(subagentId);
  };

  const forget = (agent: AgentId) => {
    for (const subagentId of followers.get(agent)?.keys() ?? []) stop(agent, subagentId);
    followers.delete(agent);
  };

  return {
    follow(agent, path, subagentId) {
      stop(agent, subagentId);
      const follower = options.followRollout(path, (line) => {
        const evidence = rolloutEvidence(line, options.now(), subagentId);
        if (!evidence) return;
        options.onEvidence(agent, evidence);
        // A subagent has one turn; an agent may start hundreds of them in a day.
        if (subagentId !== null && evidence.fact.type === 'turn-completed') stop(agent, subagentId);
      });
      const own = followers.get(agent) ?? new Map<string | null, Follower>();
      followers.set(agent, own.set(subagentId, follower));
    },
    forget,
    close() {
      for (const agent of followers.keys()) forget(agent);
    },
  };
}
