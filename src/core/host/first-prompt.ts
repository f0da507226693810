import { hookEvents } from '../codex/hook-events.ts';
import type { Evidence } from '../lifecycle/evidence.ts';
import type { LifecycleName } from '../lifecycle/lifecycle-table.ts';
import type { AgentRecord } from './host-state.ts';

/** An agent's first prompt is kept only until codex has taken it up: it must not be sent twice. */
export function withPromptTaken(
  before: AgentRecord,
  after: AgentRecord,
  evidence: Evidence,
): AgentRecord {
  if (after.firstPrompt === null) return after;
  const isTaken =
    isTurn(evidence) || [before, after].some(({ lifecycle }) => isPastFirstTurn(lifecycle.name));
  return isTaken ? { ...after, firstPrompt: null } : after;
}

/** Also one that the host before had not heard any more. */
function isTurn(evidence: Evidence): boolean {
  return evidence.witness === 'marker' && hookEvents[evidence.event].means === 'turn-goes-on';
}

/** Told by other witnesses, where hooks are off. */
function isPastFirstTurn(name: LifecycleName): boolean {
  switch (name) {
    case 'working':
    case 'approval':
    case 'question':
    case 'done':
    case 'failed':
    case 'interrupted':
      return true;
    case 'starting':
    case 'dialog':
    case 'ready':
    case 'ended':
    case 'unknown':
      return false;
    default:
      return name satisfies never;
  }
}
