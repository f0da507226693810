import type { AgentId } from '../agent/agent.ts';
import type { ScreenFacts } from '../codex-screen/screen-facts.ts';
import { isUnsettled } from '../prompts/prompt-job.ts';
import type { HostEffect, HostEvent } from './host-events.ts';
import { type AgentRecord, agentById, type HostModel, withAgent } from './host-state.ts';

/** What an agent's screen shows, and since when it has shown just that, epoch ms. */
export type SeenScreen = { readonly facts: ScreenFacts; readonly since: number };

/** Whether anything is to be decided by what its screen shows. The others' are not read. */
export function wantsScreen(agent: AgentRecord): boolean {
  return (
    agent.lifecycle.memory.process.type === 'running' &&
    (waits(agent) || agent.interrupting !== null || agent.prompts.some(isUnsettled))
  );
}

function waits({ lifecycle: { name } }: AgentRecord): boolean {
  return name === 'approval' || name === 'question' || name === 'dialog';
}

export function withScreenRead(
  model: HostModel,
  { agent: id, facts }: Extract<HostEvent, { type: 'screen-read' }>,
  now: number,
): HostModel {
  const agent = agentById(model, id);
  // What was read while it was still wanted may come a little later.
  if (!agent || !wantsScreen(agent)) return model;
  return withAgent(model, { ...agent, screen: { facts, since: now } });
}

export function withTyped(model: HostModel, id: AgentId, at: number): HostModel {
  const agent = agentById(model, id);
  return agent ? withAgent(model, { ...agent, typedAt: at }) : model;
}

/** Screens begin and cease to be read as what is to be decided comes and goes. */
export function withWantedScreens(
  before: HostModel,
  after: HostModel,
): { readonly model: HostModel; readonly effects: readonly HostEffect[] } {
  if (before.agents === after.agents) return { model: after, effects: [] };
  const effects: HostEffect[] = [];
  const agents = after.agents.map((agent) => {
    const former = agentById(before, agent.id);
    if (former === agent) return agent;
    const wanted = wantsScreen(agent);
    if (wanted !== (former !== undefined && wantsScreen(former))) {
      effects.push({ type: 'watch-screen', agent: agent.id, wanted });
    }
    return wanted || agent.screen === null ? agent : { ...agent, screen: null };
  });
  return { model: { ...after, agents }, effects };
}
