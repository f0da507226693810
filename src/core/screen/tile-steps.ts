import type { Agent, AgentId } from '../agent/agent.ts';
import { shownAgents } from './filter.ts';
import { type Direction, neighbourOf } from './grid-layout.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import { layoutIn } from './tile-layouts.ts';

/** Whose tile stands in that direction from the selected one; null at the border. */
export function neighbourTile(model: ScreenModel, direction: Direction): Agent | null {
  // Whoever is selected is the large one, so it has no neighbours that stay where they are.
  if (layoutIn(model) === 'focus') return agentBeside(model, direction);
  const { tiles } = screenLayout(model);
  const from = tiles.findIndex((tile) => tile.agent.id === model.selected);
  const to = neighbourOf(
    tiles.map((tile) => tile.rectangle),
    from,
    direction,
  );
  return to === null ? null : (tiles[to]?.agent ?? null);
}

function agentBeside(model: ScreenModel, direction: Direction): Agent | null {
  const shown = shownAgents(model);
  const by = direction === 'left' || direction === 'up' ? -1 : 1;
  const index = shown.findIndex(({ id }) => id === model.selected);
  return shown[index + by] ?? null;
}

/** Round the list; from outside of it to its first, or backwards to its last. */
export function stepThrough(
  agents: readonly Agent[],
  from: AgentId | null,
  by: 1 | -1,
): Agent | null {
  const index = agents.findIndex((agent) => agent.id === from);
  if (index === -1) return agents.at(by === 1 ? 0 : -1) ?? null;
  return agents[(index + by + agents.length) % agents.length] ?? null;
}
