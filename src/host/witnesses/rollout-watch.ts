import type { AgentId } from '../../core/agent/agent.ts';
import { type Digest, noDigest } from '../../core/digest/digest.ts';
import { digestAfter } from '../../core/digest/digest-after.ts';
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
  /** Of the root agent's rollout; once for all lines that were read together. */
  readonly onDigest: (agent: AgentId, digest: Digest) => void;
};

/** An agent may start hundreds of subagents in a day; of those at rest, these many may be given more to do. */
const restingLimit = 8;

type Followers = {
  readonly all: Map<string | null, ReturnType<typeof followRollout>>;
  /** Subagents at rest, the one that rests longest first. */
  readonly resting: Set<string>;
};

export function rolloutWatch(options: RolloutWatchOptions): RolloutWatch {
  const followers = new Map<AgentId, Followers>();

  const stop = ({ all, resting }: Followers, subagentId: string | null) => {
    void all.get(subagentId)?.close();
    all.delete(subagentId);
    if (subagentId !== null) resting.delete(subagentId);
  };

  const heard = (own: Followers, { subagentId, fact }: RolloutEvidence) => {
    if (subagentId === null) return;
    if (fact.type === 'turn-started') own.resting.delete(subagentId);
    if (fact.type !== 'turn-completed' && fact.type !== 'turn-aborted') return;
    own.resting.delete(subagentId);
    own.resting.add(subagentId);
    const [longest] = own.resting;
    if (own.resting.size > restingLimit && longest !== undefined) stop(own, longest);
  };

  const forget = (agent: AgentId) => {
    const own = followers.get(agent);
    followers.delete(agent);
    for (const subagentId of own?.all.keys() ?? []) if (own) stop(own, subagentId);
  };

  return {
    follow(agent, path, subagentId) {
      const own = followers.get(agent) ?? { all: new Map(), resting: new Set() };
      followers.set(agent, own);
      stop(own, subagentId);
      const digest = subagentId === null ? digestOf((told) => options.onDigest(agent, told)) : null;
      const follower = options.followRollout(path, (line) => {
        digest?.take(line);
        const evidence = rolloutEvidence(line, options.now(), subagentId);
        if (!evidence) return;
        options.onEvidence(agent, evidence);
        heard(own, evidence);
      });
      own.all.set(subagentId, follower);
    },
    forget,
    close() {
      for (const agent of followers.keys()) forget(agent);
    },
  };
}

/** A file begins with many lines at once, and each digest goes to every screen. */
function digestOf(tell: (digest: Digest) => void): { readonly take: (line: string) => void } {
  let [digest, told] = [noDigest, noDigest];
  return {
    take(line) {
      const before = digest;
      digest = digestAfter(digest, line);
      if (digest === before || before !== told) return;
      queueMicrotask(() => {
        told = digest;
        tell(digest);
      });
    },
  };
}
