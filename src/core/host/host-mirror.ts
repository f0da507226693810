import { mirrorState } from '../prompts/mirrored-keys.ts';
import { type Answer, referredAgents, refused, replied } from './host-answers.ts';
import { withTyped } from './host-screens.ts';
import { type AgentRecord, type HostModel, isLive } from './host-state.ts';

/** Who is not in a state to be typed into is told; of the rest the screen decides, as it is when the bytes go out. */
export const mirror: Answer<'mirror'> = (model, command, context) => {
  const agents = referredAgents(model, command.agents);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const barred = agents.flatMap((agent) => {
    const why = barrier(agent);
    return why === null ? [] : [{ agent: agent.id, why }];
  });
  const open = agents.filter((agent) => barrier(agent) === null).map(({ id }) => id);
  if (open.length === 0) return replied(model, context, { ok: true, value: barred });
  const { client, request, now } = context;
  const typed = open.reduce<HostModel>((before, id) => withTyped(before, id, now), model);
  const { what, at } = command;
  return {
    model: typed,
    effects: [{ type: 'mirror', client, request, agents: open, barred, what, at }],
  };
};

function barrier(agent: AgentRecord): string | null {
  if (agent.task.type === 'command') return 'it is a command';
  if (agent.stopping !== null) return 'it is being stopped';
  return isLive(agent) ? mirrorState(agent.lifecycle.name) : 'it has ended';
}
