import type { AgentId } from '../../core/agent/agent.ts';
import { hookEvents } from '../../core/codex/hook-events.ts';
import type { Evidence } from '../../core/lifecycle/evidence.ts';

/**
 * Codex 0.169.0 that was given a prompt to begin with panics now and then when it is resized after its composer
 * is drawn and before it says that it works on that ("index outside of buffer"). Measured in a bare terminal on a
 * busy machine: 24 of 100 then, none of 40 before and of 100 after; none of 60 where the prompt was typed.
 */
export type ResizeHold = {
  /** True when what was held may go on now. */
  readonly heard: (agent: AgentId, evidence: Evidence) => boolean;
  /** In the time of the caller's clock, ms. */
  readonly heldUntil: (agent: AgentId) => number;
  readonly forget: (agent: AgentId) => void;
};

/** A turn begins within a second, unless the machine is busy; its tile shows a part of the screen until then. */
const longestMs = 10_000;

export function resizeHold(now: () => number): ResizeHold {
  const held = new Map<AgentId, number>();
  return {
    heard(agent, evidence) {
      if (evidence.witness === 'process' && evidence.fact.type === 'started') {
        if (evidence.fact.prompted) held.set(agent, now() + longestMs);
        return false;
      }
      return isPast(evidence) && held.delete(agent);
    },
    heldUntil: (agent) => held.get(agent) ?? Number.NEGATIVE_INFINITY,
    forget: (agent) => held.delete(agent),
  };
}

/** The turn has begun, or something else is in its way. */
function isPast(evidence: Evidence): boolean {
  switch (evidence.witness) {
    case 'in-band':
      return evidence.report !== 'idle' && evidence.report !== 'clear';
    // Before the turn the title may show work as well, and of a session resumed the rollout tells old turns.
    case 'title':
    case 'rollout':
    case 'key':
      return false;
    case 'marker':
      return hookEvents[evidence.event].means !== 'session-began';
    case 'screen':
      return evidence.dialog !== null;
    default:
      return true;
  }
}
