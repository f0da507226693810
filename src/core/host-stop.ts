import { type Answer, type Asker, referredAgents, refused, withPending } from './host-answers.ts';
import {
  type AgentRecord,
  type HostModel,
  isLive,
  type Step,
  type StepContext,
  withAgent,
} from './host-state.ts';

/** Codex ends within 50 ms of a SIGTERM; one that does not is stuck. */
const killAfterMs = 5_000;

export const stopSome: Answer<'stop'> = (model, { agents: references }, context) => {
  const agents =
    references === 'all' ? model.agents.filter(isLive) : referredAgents(model, references);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const { client, request } = context;
  const ids = agents.map(({ id }) => id);
  return stopAll(
    withPending(model, { type: 'stop', client, request, agents: ids }),
    agents,
    context,
  );
};

export function stopHost(model: HostModel, context: StepContext & Asker): Step {
  const { client, request } = context;
  const waiting = withPending(model, { type: 'stop-host', client, request });
  return stopAll(waiting, model.agents, context);
}

function stopAll(model: HostModel, agents: readonly AgentRecord[], { now }: StepContext): Step {
  const toStop = agents.filter((agent) => isLive(agent) && agent.stopping === null);
  return {
    model: toStop.reduce(
      (current, agent) =>
        withAgent(current, {
          ...agent,
          stopping: { phase: 'terminating', until: now + killAfterMs },
        }),
      model,
    ),
    // One whose process is not there yet is told as soon as it is.
    effects: toStop.map(({ id }) => ({ type: 'signal', agent: id, signal: 'SIGTERM' })),
  };
}

/** The agents whose stop is due for its next phase. */
export function stopFurther(model: HostModel, { now }: StepContext): Step {
  const due = model.agents.filter(
    ({ stopping }) => stopping !== null && stopping.until !== null && stopping.until <= now,
  );
  return {
    model: due.reduce(
      (current, agent) =>
        withAgent(current, { ...agent, stopping: { phase: 'killing', until: null } }),
      model,
    ),
    effects: due.map(({ id }) => ({ type: 'signal', agent: id, signal: 'SIGKILL' })),
  };
}
