import { newsOf } from '../notices/agent-news.ts';
import { gather, tellAt, toldNow } from '../notices/gathered-news.ts';
import { type Answer, referredAgents, refused, replied } from './host-answers.ts';
import { type HostModel, rosterEntry, type Step } from './host-state.ts';

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

/** What happens at once is told at once, in one. */
export function withNews(before: HostModel, after: HostModel, now: number): Step {
  const gathered = gather(after.gathered, newsOf(before, after), now);
  const at = tellAt(gathered);
  if (at === null || now < at) {
    const isSame = gathered === after.gathered;
    return { model: isSame ? after : { ...after, gathered }, effects: [] };
  }
  const news = toldNow(after, gathered);
  const toldAt = news.length === 0 ? gathered.toldAt : now;
  return {
    model: { ...after, gathered: { ...gathered, news: [], toldAt } },
    effects: news.length === 0 ? [] : [{ type: 'tell-user', news }],
  };
}
