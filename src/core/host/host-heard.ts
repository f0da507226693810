import type { AgentId } from '../agent/agent.ts';
import { withFormerSession } from '../agent/former-sessions.ts';
import { hookEvents } from '../codex/hook-events.ts';
import { noDigest } from '../digest/digest.ts';
import type { Evidence, KeyEvidence, MarkerEvidence } from '../lifecycle/evidence.ts';
import { advance } from '../lifecycle/lifecycle.ts';
import { newRollouts } from '../lifecycle/new-rollouts.ts';
import { withPromptTaken } from './first-prompt.ts';
import { withCommandAtWork, withoutDoneCommand } from './host-command-tasks.ts';
import type { HostEffect, HostEvent } from './host-events.ts';
import {
  type AgentRecord,
  agentById,
  type HostModel,
  isLive,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';
import { stopAfter } from './host-stop.ts';

/** A piece of evidence, with what becomes of the agent and of those who wait for it. */
export function heard(
  model: HostModel,
  { agent: id, evidence }: Extract<HostEvent, { type: 'evidence' }>,
  { now }: StepContext,
): Step {
  const before = agentById(model, id);
  // A removed agent's hooks and files may speak a little longer.
  if (!before) return { model, effects: [] };
  const lifecycle = advance(before.lifecycle, evidence, now);
  const told = withFormerSession(
    withDigestLeft({ ...before, lifecycle }, before, evidence),
    before.lifecycle.sessionId,
  );
  const started = withCommandAtWork(withPromptTaken(before, told, evidence), evidence, now);
  const { agent: after, effects } = stopAfter(started, evidence, now);
  const settled = withAgent(model, after);
  const answered =
    evidence.witness === 'process' ? withStartAnswered(settled, id, evidence.fact) : settled;
  const left = withoutDoneCommand(answered, after);
  const others = isLive(after) ? followUps(before, after, evidence) : left.effects;
  return { model: left.model, effects: [...effects, ...others] };
}

/** Codex names its new conversation only with the first prompt, and what was said before it is past already. */
function withDigestLeft(
  agent: AgentRecord,
  { lifecycle: { sessionId } }: AgentRecord,
  evidence: Evidence,
): AgentRecord {
  const isOther = sessionId !== null && agent.lifecycle.sessionId !== sessionId;
  const isLeft = evidence.witness === 'key' && isLeaving(agent, evidence);
  return isOther || isLeft ? { ...agent, digest: noDigest } : agent;
}

/** While a turn goes on codex refuses to leave it. */
function isLeaving({ git, lifecycle }: AgentRecord, { sends }: KeyEvidence): boolean {
  if (lifecycle.memory.inBand?.busy !== null) return false;
  return sends === 'new conversation' || (sends === '/new' && git === null);
}

function withStartAnswered(
  model: HostModel,
  id: AgentId,
  fact: Extract<Evidence, { witness: 'process' }>['fact'],
): HostModel {
  return {
    ...model,
    pending: model.pending.map((pending) => {
      if (pending.type !== 'start' || !pending.waitsFor.includes(id)) return pending;
      const failed =
        fact.type === 'not-started' ? [...pending.failed, { ...fact, agent: id }] : pending.failed;
      return { ...pending, failed, waitsFor: pending.waitsFor.filter((other) => other !== id) };
    }),
  };
}

/** What the host does because of a piece of evidence, beside changing the tile. */
function followUps(
  before: AgentRecord,
  after: AgentRecord,
  evidence: Evidence,
): readonly HostEffect[] {
  const agent = after.id;
  const rollouts = newRollouts(before.lifecycle, after.lifecycle);
  return [
    ...rollouts.map((rollout) => ({ type: 'follow-rollout', agent, ...rollout }) as const),
    ...(evidence.witness === 'marker' && mayHaveChangedFiles(evidence)
      ? [{ type: 'read-git', agent } as const]
      : []),
  ];
}

/** A tool of a subagent's counts too: it works in the same folder. */
function mayHaveChangedFiles({ event }: MarkerEvidence): boolean {
  const { means } = hookEvents[event];
  return means === 'tool-ended' || means === 'turn-completed' || means === 'turn-interrupted';
}
