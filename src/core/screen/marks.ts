import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import { shownAgents } from './filter.ts';
import { type Act, type ScreenModel, selectedAgent, unchanged } from './screen-state.ts';
import type { Marking } from './tile-parts.ts';

/** What is done to several agents at once is done to the marked ones. */
export type Marks = {
  readonly agents: readonly AgentId[];
  /** Marked last by itself: where a range begins. */
  readonly anchor: AgentId | null;
};

export const noMarks: Marks = { agents: [], anchor: null };

/** What a verb is done to: the marked agents in the order of their tiles, or else the selected one. */
export function selectionOf(model: ScreenModel): readonly Agent[] {
  const marked = markedAgents(model);
  const selected = selectedAgent(model);
  if (marked.length > 0) return marked;
  return selected ? [selected] : [];
}

export function markedAgents({ roster, marks }: ScreenModel): readonly Agent[] {
  return roster.filter(({ id }) => marks.agents.includes(id));
}

export function isMarked({ marks }: ScreenModel, id: AgentId): boolean {
  return marks.agents.includes(id);
}

export function markingOf(model: ScreenModel, id: AgentId): Marking {
  return isMarked(model, id) ? 'marked' : 'unmarked';
}

/** Of the selected agent. */
export function toggleMark(model: ScreenModel): Act {
  const { selected, marks } = model;
  if (selected === null) return unchanged(model);
  return isMarked(model, selected)
    ? withMarks(model, { agents: marks.agents.filter((id) => id !== selected), anchor: null })
    : withMarks(model, { agents: [...marks.agents, selected], anchor: selected });
}

/** From the agent that was marked last to the selected one, in the order of the tiles. */
export function markRange(model: ScreenModel): Act {
  const { selected, marks } = model;
  const shown = shownAgents(model);
  if (selected === null) return unchanged(model);
  const ends = [marks.anchor ?? selected, selected].map((id) =>
    shown.findIndex((agent) => agent.id === id),
  );
  const range = idsOf(shown.slice(Math.max(0, Math.min(...ends)), Math.max(...ends) + 1));
  const agents = [...new Set([...marks.agents, ...range])];
  return withMarks(model, { agents, anchor: selected });
}

/** All that are shown, or none when all of those are. */
export function markAll(model: ScreenModel): Act {
  const shown = shownAgents(model);
  const isAll = shown.every(({ id }) => isMarked(model, id));
  const agents = [...new Set([...model.marks.agents, ...idsOf(shown)])];
  return withMarks(model, isAll ? noMarks : { agents, anchor: null });
}

/** Among those that are shown; a hidden mark stays. */
export function invertMarks(model: ScreenModel): Act {
  const shown = shownAgents(model);
  const hidden = model.marks.agents.filter((id) => shown.every((agent) => agent.id !== id));
  const agents = idsOf(shown.filter(({ id }) => !isMarked(model, id)));
  return withMarks(model, { agents: [...hidden, ...agents], anchor: null });
}

export function clearMarks(model: ScreenModel): Act {
  return model.marks.agents.length === 0 ? unchanged(model) : withMarks(model, noMarks);
}

/** Without those that are gone. */
export function marksAmong(marks: Marks, roster: Roster): Marks {
  const has = (id: AgentId | null) => roster.some((agent) => agent.id === id);
  if (marks.agents.every(has) && (marks.anchor === null || has(marks.anchor))) return marks;
  return { agents: marks.agents.filter(has), anchor: has(marks.anchor) ? marks.anchor : null };
}

function withMarks(model: ScreenModel, marks: Marks): Act {
  return { model: { ...model, marks }, effects: [] };
}

function idsOf(agents: readonly Agent[]): readonly AgentId[] {
  return agents.map(({ id }) => id);
}
