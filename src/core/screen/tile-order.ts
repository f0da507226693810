import type { Agent } from '../agent/agent.ts';
import { shownAgents } from './filter.ts';
import { isTogether } from './grouping.ts';
import { selectionOf } from './marks.ts';
import { noAgents } from './no-agents.ts';
import { type Act, type ScreenModel, selectedAgent, unchanged } from './screen-state.ts';

/** The selected tile changes places with the one before or behind it; the host keeps it so, for every screen. */
export function moveTile(model: ScreenModel, by: 1 | -1): Act {
  const agent = selectedAgent(model);
  const beside = tileBeside(model, by);
  if (!agent || !beside) return unchanged(model);
  const side = by === 1 ? 'behind' : 'before';
  const command = { type: 'place', agent: agent.id, beside: beside.id, side } as const;
  return { model, effects: [{ type: 'request', purpose: { type: 'plain' }, command }] };
}

/** Whose tile the selected one would change places with; null where there is none. */
export function tileBeside(model: ScreenModel, by: 1 | -1): Agent | null {
  return neighboursOf(model)[by === 1 ? 'next' : 'previous'];
}

/** Why the tile cannot be moved either way. */
export function whyNotMoved(model: ScreenModel): string | null {
  const none = noAgents(model);
  if (none !== null) return none;
  const { previous, next } = neighboursOf(model);
  return previous || next ? null : 'There is no other tile to change places with.';
}

/** Pinned ones stay before the others and groups together, so tiles change places only with their like. */
function neighboursOf(model: ScreenModel): Record<'previous' | 'next', Agent | null> {
  const selected = selectedAgent(model);
  const alike = shownAgents(model).filter(
    (agent) => selected && agent.pinned === selected.pinned && isTogether(model, agent, selected),
  );
  const index = alike.findIndex(({ id }) => id === selected?.id);
  return {
    previous: (index > 0 ? alike[index - 1] : null) ?? null,
    next: (index === -1 ? null : alike[index + 1]) ?? null,
  };
}

/** The selection is pinned, or let go when all of it is. */
export function togglePin(model: ScreenModel): Act {
  const selection = selectionOf(model);
  if (selection.length === 0) return unchanged(model);
  const place = selection.every(({ pinned }) => pinned) ? 'free' : 'pinned';
  const agents = selection.map(({ id }) => id);
  const command = { type: 'pin', agents, place } as const;
  return { model, effects: [{ type: 'request', purpose: { type: 'plain' }, command }] };
}
