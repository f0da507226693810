import { nameProblem } from './agent.ts';
import { type Answer, referredAgents, refused, replied, withReferred } from './host-answers.ts';
import { nameTaken } from './host-new.ts';
import { isLive, rosterEntry, withAgent } from './host-state.ts';

/** Takes ended agents off the roster. */
export const remove: Answer<'remove'> = (model, command, context) => {
  const agents = referredAgents(model, command.agents);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const live = agents.find(isLive);
  if (live) {
    const message = `${live.name} still runs (${live.lifecycle.name}). Stop it first: codex-grid stop ${live.name}.`;
    return refused(model, context, 'failed', message);
  }
  const { client, request } = context;
  const value = agents.map(rosterEntry);
  return {
    model: { ...model, agents: model.agents.filter((agent) => !agents.includes(agent)) },
    effects: [
      ...agents.map(({ id }) => ({ type: 'forget', agent: id }) as const),
      { type: 'reply', client, request, reply: { ok: true, value } },
    ],
  };
};

export const rename: Answer<'rename'> = (model, command, context) =>
  withReferred(model, command.agent, context, (agent) => {
    const { name } = command;
    const problem = nameProblem(name);
    if (problem !== null) return refused(model, context, 'usage', problem);
    const taken = name === agent.name ? null : nameTaken(model, name);
    if (taken !== null) return refused(model, context, 'failed', taken);
    const renamed = { ...agent, name };
    return replied(withAgent(model, renamed), context, { ok: true, value: rosterEntry(renamed) });
  });
