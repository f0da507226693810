import type { AgentId, HooksHealth } from '../agent/agent.ts';
import { hooksOffNotice } from '../codex/hook-check.ts';
import { hooksAfter } from '../codex/hooks-health.ts';
import type { HostEffect } from './host-events.ts';
import { type AgentRecord, agentById, type HostModel, type Step, withAgent } from './host-state.ts';

/** Codex was asked which hooks it calls. What a marker or its absence has proved since counts more. */
export function hooksChecked(
  model: HostModel,
  { agent: id, health }: { readonly agent: AgentId; readonly health: HooksHealth },
): Step {
  const agent = agentById(model, id);
  if (agent?.launch?.hooks.type !== 'unverified' || health.type === 'unverified')
    return { model, effects: [] };
  return withHooks(model, agent, health);
}

/** After evidence was taken: a marker proves the hooks, turns without any disprove them. */
export function withHooksHeard(step: Step, id: AgentId): Step {
  const agent = agentById(step.model, id);
  if (!agent?.launch || agent.task.type !== 'session') return step;
  const { hooks } = agent.launch;
  const health = hooksAfter(hooks, agent.lifecycle.memory);
  if (health === hooks) return step;
  const { model, effects } = withHooks(step.model, agent, health);
  return { model, effects: [...step.effects, ...effects] };
}

/** After a launch was prepared: its user may have switched hooks off. */
export function withHooksPrepared({ model, effects }: Step, id: AgentId): Step {
  const agent = agentById(model, id);
  const notices = agent?.launch ? offNotices(model, agent, agent.launch.hooks) : [];
  return { model, effects: [...effects, ...notices] };
}

function withHooks(model: HostModel, agent: AgentRecord, hooks: HooksHealth): Step {
  const { launch } = agent;
  if (launch === null) return { model, effects: [] };
  return {
    model: withAgent(model, { ...agent, launch: { ...launch, hooks } }),
    effects: offNotices(model, agent, hooks),
  };
}

/** Once for all agents that have the same reason. */
function offNotices(
  model: HostModel,
  agent: AgentRecord,
  hooks: HooksHealth,
): readonly HostEffect[] {
  if (hooks.type !== 'off') return [];
  const isKnown = model.agents.some(({ id, launch }) => {
    const other = launch?.hooks;
    return id !== agent.id && other?.type === 'off' && other.reason === hooks.reason;
  });
  return isKnown ? [] : [{ type: 'notify', message: hooksOffNotice(agent.name, hooks.reason) }];
}
