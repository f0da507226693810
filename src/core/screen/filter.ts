import * as v from 'valibot';
import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import {
  type Filtered,
  type FoundOnScreens,
  filteredBy,
  wordsForScreens,
} from '../finding/agent-filter.ts';
import type { Reply } from '../host/host-commands.ts';
import { inGroups } from './grouping.ts';
import type { Act, ScreenEffect, ScreenModel } from './screen-state.ts';

/** What the grid is narrowed to. What was found on a screen stays found, so that no tile goes by what an agent prints. */
export type Filter = { readonly text: string; readonly onScreens: FoundOnScreens };

type Filtering = Pick<ScreenModel, 'filter' | 'roster' | 'folder' | 'homeFolder'>;

/** Null without a filter. */
export function filteredIn(model: Filtering): Filtered | null {
  const { filter, roster } = model;
  if (filter === null) return null;
  return filteredBy(filter.text, roster, { paths: model, onScreens: filter.onScreens });
}

/** Those that pass the filter; all where there is none, or it cannot be read yet. */
export function foundAgents(model: Filtering): Roster {
  const filtered = filteredIn(model);
  return filtered?.type === 'found' ? filtered.agents : model.roster;
}

/**
 * The agents in the order of their tiles, pinned ones first, then group by group. The selected one and those that are typed into stay in view until they are
 * left, whatever becomes of them.
 */
export function shownAgents(model: ScreenModel): Roster {
  const { filter, roster, selected, mode } = model;
  if (filter === null) return inGroups(model, pinnedFirst(roster));
  const found = foundAgents(model);
  const isHeld = ({ id }: Agent) =>
    id === selected || (mode.type === 'mirror' && mode.agents.includes(id));
  const shown = roster.filter((agent) => found.includes(agent) || isHeld(agent));
  return inGroups(model, pinnedFirst(shown));
}

function pinnedFirst(roster: Roster): Roster {
  const pinned = roster.filter((agent) => agent.pinned);
  return pinned.length === 0 ? roster : [...pinned, ...roster.filter((agent) => !agent.pinned)];
}

/** The model without a filter that hides this agent. */
export function revealing(model: ScreenModel, id: AgentId): ScreenModel {
  if (model.filter === null || foundAgents(model).some((agent) => agent.id === id)) return model;
  return { ...model, filter: null };
}

/** The selection goes to the first that is found, unless it is found itself. Screens are asked for new words. */
export function withFilterText(model: ScreenModel, text: string): Act {
  const onScreens = model.filter?.onScreens ?? [];
  const filter = text.trim() === '' ? null : { text, onScreens };
  const next = { ...model, filter };
  const found = foundAgents(next);
  const isFound = found.some(({ id }) => id === model.selected);
  const selected = isFound ? model.selected : (found[0]?.id ?? null);
  const asked = onScreens.map(({ word }) => word);
  const words =
    filter === null ? [] : wordsForScreens(text).filter((word) => !asked.includes(word));
  return { model: { ...next, selected }, effects: words.map((word) => askScreens(word, 0)) };
}

/** Tiles that get another size draw themselves anew, and show nothing meanwhile. */
const againMs = 1000;

function askScreens(word: string, delayMs: number): ScreenEffect {
  const command = { type: 'grep', text: word, agents: 'all' } as const;
  return { type: 'request', purpose: { type: 'filter', word }, command, delayMs };
}

const matchesSchema = v.object({
  matches: v.array(v.object({ agent: v.custom<AgentId>((id) => typeof id === 'string') })),
});

/** Screens are asked again for as long as the filter is being written; one that is gone is not brought back. */
export function takeFound(model: ScreenModel, word: string, reply: Reply): Act {
  const { filter } = model;
  const parsed = v.safeParse(matchesSchema, reply.ok ? reply.value : null);
  if (filter === null || !parsed.success) return { model, effects: [] };
  const before = filter.onScreens.find((found) => found.word === word);
  const known = before?.agents ?? [];
  const agents = [...new Set([...known, ...parsed.output.matches.map(({ agent }) => agent)])];
  const onScreens = [...filter.onScreens.filter((found) => found.word !== word), { word, agents }];
  const next = { ...model, filter: { ...filter, onScreens } };
  const selected = next.selected ?? foundAgents(next)[0]?.id ?? null;
  const isAsked = model.overlay.type === 'filter' && wordsForScreens(filter.text).includes(word);
  const isNews = before === undefined || agents.length > known.length;
  return {
    model: isNews ? { ...next, selected } : model,
    effects: isAsked ? [askScreens(word, againMs)] : [],
  };
}

/** All tiles again; `selected` where nobody was. */
export function withoutFilter(model: ScreenModel, selected: AgentId | null): ScreenModel {
  const has = model.roster.some(({ id }) => id === selected);
  const fallback = has ? selected : (model.roster[0]?.id ?? null);
  return { ...model, filter: null, selected: model.selected ?? fallback };
}
