import { newsOf } from '../notices/agent-news.ts';
import { type Answer, referredAgents, refused, replied } from './host-answers.ts';
import type { HostEffect } from './host-events.ts';
import { type HostModel, rosterEntry } from './host-state.ts';

export const mute: Answer<'mute'> = (model, { agents: references, notices }, context) => {
  const agents = referredAgents(model, references);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const changed = agents.map((agent) => ({ ...agent, muted: notices === 'muted' }));
  const muted = {
    ...model,
    agents: model.agents.map((agent) => changed.find(({ id }) => id === agent.id) ?? agent),
  };
  return replied(muted, context, { ok: true, value: changed.map(rosterEntry) });
};

export function newsEffects(before: HostModel, after: HostModel): readonly HostEffect[] {
  const news = newsOf(before, after);
  return news.length === 0 ? [] : [{ type: 'tell-user', news }];
}
