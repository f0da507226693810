import type { AgentRecord } from '../host/host-state.ts';
import type { SessionId } from './agent.ts';

/** More than anybody goes back to. */
const formerLimit = 32;

/** The agent, which was on the session `before` until now. */
export function withFormerSession(agent: AgentRecord, before: SessionId | null): AgentRecord {
  const { sessionId } = agent.lifecycle;
  if (before === null || before === sessionId) return agent;
  const others = agent.formerSessions.filter((id) => id !== before && id !== sessionId);
  return { ...agent, formerSessions: [...others, before].slice(-formerLimit) };
}

/** The present one first. */
export function sessionsOf({ lifecycle, formerSessions }: AgentRecord): readonly SessionId[] {
  const { sessionId } = lifecycle;
  return sessionId === null ? formerSessions : [sessionId, ...formerSessions];
}
