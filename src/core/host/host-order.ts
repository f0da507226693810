import { type Answer, referredAgents, refused, replied, withReferred } from './host-answers.ts';
import { roster, rosterEntry } from './host-state.ts';

/** Before or behind another among the tiles of every screen. */
export const place: Answer<'place'> = (model, { agent, beside, side }, context) =>
  withReferred(model, agent, context, (moved) =>
    withReferred(model, beside, context, (other) => {
      if (moved === other) return replied(model, context, { ok: true, value: roster(model) });
      const rest = model.agents.filter((one) => one !== moved);
      const at = rest.indexOf(other) + (side === 'before' ? 0 : 1);
      const placed = { ...model, agents: rest.toSpliced(at, 0, moved) };
      return replied(placed, context, { ok: true, value: roster(placed) });
    }),
  );

export const pin: Answer<'pin'> = (model, { agents: references, place: where }, context) => {
  const agents = referredAgents(model, references);
  if ('problem' in agents) return refused(model, context, 'failed', agents.problem);
  const changed = agents.map((agent) => ({ ...agent, pinned: where === 'pinned' }));
  const pinned = {
    ...model,
    agents: model.agents.map((agent) => changed.find(({ id }) => id === agent.id) ?? agent),
  };
  return replied(pinned, context, { ok: true, value: changed.map(rosterEntry) });
};
