import type { AgentId } from '../../core/agent/agent.ts';
import type { Timers } from '../timers.ts';

export type GitWatch = {
  /** The agent's files may have changed. */
  readonly look: (agent: AgentId) => void;
  readonly forget: (agent: AgentId) => void;
};

export type GitWatchOptions = {
  readonly timers: Timers;
  /** Looks, tells, and never rejects. */
  readonly read: (agent: AgentId) => Promise<void>;
};

/** Two cores' worth: sixteen agents may finish a tool at the same moment. */
const atOnce = 2;
/** At its busiest an agent finishes several tools a second, and nobody reads a tile that often. */
const restMs = 500;
/** A look at a large repository may take a tenth of the time, no more. */
const restPerLook = 9;

type Watched = { state: 'resting' | 'free' | 'waiting' | 'looking'; isAsked: boolean };

/**
 * Looks at once when asked, once more when asked meanwhile, and rests in between. Nothing is looked at without
 * being asked for.
 */
export function gitWatch({ timers, read }: GitWatchOptions): GitWatch {
  const all = new Map<AgentId, Watched>();
  const queue: AgentId[] = [];
  let looking = 0;

  const next = () => {
    while (looking < atOnce) {
      const agent = queue.shift();
      if (agent === undefined) return;
      const watched = all.get(agent);
      if (watched?.state === 'waiting') lookNow(agent, watched);
    }
  };

  const lookNow = (agent: AgentId, watched: Watched) => {
    watched.state = 'looking';
    watched.isAsked = false;
    looking += 1;
    const begunAt = timers.now();
    void read(agent).finally(() => {
      looking -= 1;
      watched.state = 'resting';
      const tookMs = timers.now() - begunAt;
      timers.later(Math.max(restMs, tookMs * restPerLook), () => rested(agent, watched));
      next();
    });
  };

  const rested = (agent: AgentId, watched: Watched) => {
    watched.state = 'free';
    if (all.get(agent) === watched && watched.isAsked) enqueue(agent, watched);
  };

  const enqueue = (agent: AgentId, watched: Watched) => {
    watched.state = 'waiting';
    queue.push(agent);
    next();
  };

  return {
    look(agent) {
      const watched = all.get(agent) ?? { state: 'free', isAsked: false };
      all.set(agent, watched);
      watched.isAsked = true;
      if (watched.state === 'free') enqueue(agent, watched);
    },
    forget: (agent) => all.delete(agent),
  };
}
