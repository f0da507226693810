import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { select } from '../selection/selector.ts';
import type { PathContext } from '../settings/user-path.ts';
import { plainText } from '../text/plain-text.ts';
import { shortPaths } from '../text/short-paths.ts';
import { textSearch } from './text-search.ts';

/** Where words were found on screens, as those stood when it was asked. */
export type FoundOnScreens = readonly {
  readonly word: string;
  readonly agents: readonly AgentId[];
}[];

/** What a text means: the agents that are found by it, or why it cannot be read as a selector yet. */
export type Filtered =
  | { readonly type: 'found'; readonly agents: Roster }
  | { readonly type: 'unreadable'; readonly problem: string };

/**
 * The agents that have every word of a text in their number, name, group, folder, branch, state, model or detail, or on
 * their screen. What can only be meant as a selector (`state=done`, `@back`, `!api`, `web-*`, `api,web`) is one.
 */
export function filteredBy(
  text: string,
  roster: Roster,
  known: { readonly paths: PathContext; readonly onScreens: FoundOnScreens },
): Filtered {
  const { paths, onScreens } = known;
  if (isSelector(text)) {
    const selection = select(text, roster, paths);
    if (selection.ok) return { type: 'found', agents: selection.agents };
    // A group that is gone is a filter that nobody passes; half a word is no filter yet.
    return selection.problem.type === 'unknown'
      ? { type: 'found', agents: [] }
      : { type: 'unreadable', problem: selection.problem.message };
  }
  const words = wordsOf(text).map((word) => ({
    word,
    search: textSearch(word),
    shownBy: onScreens.find((found) => found.word === word)?.agents ?? [],
  }));
  const agents = roster.filter((agent) => {
    const facts = factsOf(agent, paths);
    return words.every(
      ({ word, search, shownBy }) =>
        word === `${agent.number}` || search(facts) !== null || shownBy.includes(agent.id),
    );
  });
  return { type: 'found', agents };
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** One letter stands on every screen. */
const leastOnScreens = 2;

/** What of a text is to be looked for on screens. */
export function wordsForScreens(text: string): readonly string[] {
  if (isSelector(text)) return [];
  return [...new Set(wordsOf(text))].filter((word) => word.length >= leastOnScreens);
}

const selectorSigns =
  /^[!@]|(^|[\s!+&-])(name|group|state|cwd|branch|model)=|^[\p{L}\p{N}._-]+(,[\p{L}\p{N}._-]+)+$|^[\p{L}\p{N}._-]*[*?][\p{L}\p{N}._*?-]*$/u;

function isSelector(text: string): boolean {
  return selectorSigns.test(text.trim());
}

/** Lines, so that no word is found across two of them; as what is typed, without joiners and marks that nobody sees. */
function factsOf(agent: Agent, { homeFolder }: PathContext): string {
  return [
    agent.name,
    agent.group,
    shortPaths(agent.cwd, homeFolder),
    agent.branch,
    lifecycles[agent.state].word,
    agent.model,
    agent.detail,
  ]
    .flatMap((fact) => (fact === null ? [] : [plainText(fact)]))
    .join('\n');
}
