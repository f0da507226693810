import { withFormerSession } from '../agent/former-sessions.ts';
import { noDigest } from '../digest/digest.ts';
import { restarted } from '../lifecycle/lifecycle.ts';
import { agentLayers, layersProblem } from '../settings/settings-resolve.ts';
import { type Answer, referredAgents, refused, withPending } from './host-answers.ts';
import { pendingStart, startEffects, startProblem } from './host-starts.ts';
import { type AgentRecord, type HostModel, isLive, withAgent } from './host-state.ts';
import type { SessionStart } from './launch-request.ts';

/** Starts ended agents again. Of named ones all or none; of `all` those that can be, and the first reason is told. */
export const resume: Answer<'resume'> = (model, command, context) => {
  const problem = startProblem(model);
  if (problem !== null) return refused(model, context, 'failed', problem);
  const agents =
    command.agents === 'all' ? endedSessions(model) : referredAgents(model, command.agents);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const refusals = refusalsOf(model, agents, command.session);
  const [first] = refusals;
  if (first && (command.agents !== 'all' || refusals.length === agents.length)) {
    return refused(model, context, 'failed', first.reason);
  }
  const ids = agents.map(({ id }) => id);
  const startable = agents.filter(({ id }) => refusals.every(({ agent }) => agent !== id));
  const again = startable.map((agent) => startedAgain(agent, command.session, context.now));
  const started = again.reduce(withAgent, model);
  return {
    model: withPending(started, {
      ...pendingStart(again, context, 'again'),
      agents: ids,
      failed: refusals,
    }),
    effects: again.flatMap((agent) =>
      startEffects(started, agent, {
        session: sessionOf(agent),
        prompt: agent.firstPrompt,
        worktree: agent.firstWorktree,
        consent: null,
      }),
    ),
  };
};

type Session = Parameters<typeof resume>[1]['session'];
type Refused = { readonly agent: AgentRecord['id']; readonly reason: string };

/** A command that ran in a tile has done what it was for. */
function endedSessions(model: HostModel): readonly AgentRecord[] {
  return model.agents.filter((agent) => !isLive(agent) && agent.task.type === 'session');
}

function refusalsOf(
  model: HostModel,
  agents: readonly AgentRecord[],
  session: Session,
): readonly Refused[] {
  return agents.flatMap((agent, at) => {
    const others = [...model.agents.filter(isLive), ...agents.slice(0, at)];
    const reason =
      liveProblem(agent) ??
      settingsProblem(model, agent) ??
      (session === 'own' ? twiceProblem(agent, others) : null);
    return reason === null ? [] : [{ agent: agent.id, reason }];
  });
}

function liveProblem(agent: AgentRecord): string | null {
  if (!isLive(agent)) return null;
  return `${agent.name} runs already (${agent.lifecycle.name}); only an ended agent can be resumed.`;
}

function settingsProblem(model: HostModel, agent: AgentRecord): string | null {
  const contradiction = layersProblem(agentLayers(model.settings, agent));
  return contradiction === null ? null : `${agent.name} cannot start: ${contradiction}`;
}

/** Two processes on one session would write over each other; codex lets only one in. */
function twiceProblem(agent: AgentRecord, others: readonly AgentRecord[]): string | null {
  const { sessionId } = agent.lifecycle;
  const other = others.find(
    ({ id, lifecycle }) => id !== agent.id && lifecycle.sessionId === sessionId,
  );
  if (sessionId === null || !other) return null;
  return `${agent.name} cannot resume session ${sessionId}: it is open in ${other.name} (${other.number}). Stop that one first, or start a new session: codex-grid resume ${agent.name} --fresh.`;
}

function startedAgain(agent: AgentRecord, session: Session, now: number): AgentRecord {
  const lifecycle = restarted(agent.lifecycle, now);
  if (session === 'own') return { ...agent, lifecycle };
  const blank = { ...lifecycle, sessionId: null, rolloutPath: null, context: null };
  const fresh = { ...agent, origin: null, digest: noDigest, lifecycle: blank };
  return withFormerSession(fresh, lifecycle.sessionId);
}

/** An agent that never had a turn has no session to go on with. */
function sessionOf({ lifecycle, origin }: AgentRecord): SessionStart {
  const { sessionId } = lifecycle;
  return sessionId === null ? (origin ?? { type: 'new' }) : { type: 'resume', id: sessionId };
}
