import { type Answer, referredAgents, refused, withPending } from './host-answers.ts';
import { pendingStart, startEffects, startProblem } from './host-starts.ts';
import { isLive, withAgent } from './host-state.ts';
import { restarted } from './lifecycle.ts';
import { agentLayers, layersProblem } from './settings-resolve.ts';

/** Starts ended agents again. */
export const resume: Answer<'resume'> = (model, command, context) => {
  const problem = startProblem(model);
  if (problem !== null) return refused(model, context, 'failed', problem);
  const agents =
    command.agents === 'all'
      ? model.agents.filter((agent) => !isLive(agent))
      : referredAgents(model, command.agents);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const live = agents.find(isLive);
  if (live) {
    const message = `${live.name} runs already (${live.lifecycle.name}); only an ended agent can be resumed.`;
    return refused(model, context, 'failed', message);
  }
  for (const agent of agents) {
    const contradiction = layersProblem(agentLayers(model.settings, agent));
    if (contradiction === null) continue;
    return refused(model, context, 'failed', `${agent.name} cannot start: ${contradiction}`);
  }
  const again = agents.map((agent) => ({
    ...agent,
    lifecycle: restarted(agent.lifecycle, context.now),
  }));
  const started = again.reduce(withAgent, model);
  return {
    model: withPending(started, pendingStart(again, context, 'again')),
    effects: again.flatMap((agent) => {
      const id = command.session === 'own' ? agent.lifecycle.sessionId : null;
      return startEffects(started, agent, {
        session: id === null ? { type: 'new' } : { type: 'resume', id },
        prompt: null,
        worktree: null,
        consent: null,
      });
    }),
  };
};
