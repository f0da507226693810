import type { Agent, Roster } from '../agent/agent.ts';
import type { GroupingName } from '../settings/layout-names.ts';
import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import type { ScreenModel } from './screen-state.ts';

/** Agents whose tiles stand together, at least one. */
export type TileGroup = { readonly name: string; readonly agents: Roster };

type Grouping = Pick<ScreenModel, 'grouping' | 'settings' | 'homeFolder'>;

export function groupingIn({ grouping, settings }: Grouping): GroupingName {
  return grouping ?? settings.groupBy;
}

export const groupingWords: Readonly<Record<GroupingName, string>> = {
  none: 'in one order, without groups',
  group: 'together by their groups',
  repository: 'together by the repository they work in',
};

/** Why tiles would not be parted by it; null where they would. */
export function whyNotGrouped({ roster }: ScreenModel, grouping: GroupingName): string | null {
  return grouping === 'group' && roster.every(({ group }) => group === null)
    ? 'No agent is in a group: codex-grid new --group NAME and fleet files put agents in groups.'
    : null;
}

/** Agents in the order of their tiles, those of a group together. Pinned ones stand before all groups. */
export function inGroups(model: Grouping, ordered: Roster): Roster {
  return groupingIn(model) === 'none'
    ? ordered
    : groupsAmong(model, ordered).flatMap(({ agents }) => agents);
}

/** Groups by their names, so that none changes its place with what its agents do; those in none come last. */
export function groupsAmong(model: Grouping, ordered: Roster): readonly TileGroup[] {
  const groups = new Map<string, { readonly name: string; readonly agents: Agent[] }>();
  for (const agent of ordered) {
    const { key, name } = placeOf(model, agent);
    const group = groups.get(key) ?? { name, agents: [] };
    groups.set(key, group);
    group.agents.push(agent);
  }
  return [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

/** Whether two tiles stand in the same group. */
export function isTogether(model: Grouping, left: Agent, right: Agent): boolean {
  return placeOf(model, left).key === placeOf(model, right).key;
}

/** What its tile is marked with where no heading says it; null where tiles are in no groups. */
export function groupMark(model: ScreenModel, agent: Agent): string | null {
  if (groupingIn(model) === 'none' || agent.pinned) return null;
  const first = model.roster.find((one) => !one.pinned);
  const isAlone = model.roster.every(
    (one) => one.pinned || (first && isTogether(model, first, one)),
  );
  if (isAlone) return null;
  const { name } = placeOf(model, agent);
  // Of a folder its own name is enough.
  return groupingIn(model) === 'repository' ? name.slice(name.lastIndexOf('/') + 1) : name;
}

/** `key` sorts as groups stand. */
function placeOf(model: Grouping, agent: Agent): { readonly key: string; readonly name: string } {
  const grouping = groupingIn(model);
  if (agent.pinned) return { key: '0', name: 'pinned' };
  if (grouping === 'none') return { key: '1', name: '' };
  if (grouping === 'group') {
    return agent.group === null
      ? { key: '2', name: 'in no group' }
      : { key: `1${agent.group}`, name: plainText(agent.group) };
  }
  // Until git was heard: most agents work at the top of their repository.
  const folder = agent.repository ?? agent.cwd;
  return { key: `1${folder}`, name: plainText(shortPaths(folder, model.homeFolder)) };
}
