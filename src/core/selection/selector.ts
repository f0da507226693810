import type { Agent, AgentId, Roster } from '../agent/agent.ts';
import { referredAgent, unknownAgent } from '../agent/agent-reference.ts';
import { guess } from '../agent/near-name.ts';
import type { PathContext } from '../settings/user-path.ts';
import { literalText, matchesGlob } from '../text/glob.ts';
import { folderGlob, isWithin } from './folder-glob.ts';
import {
  type Condition,
  parseSelector,
  type Selector,
  type SelectorProblem,
  type Term,
} from './selector-parser.ts';

export type Selection =
  | {
      readonly ok: true;
      /** In the order of the roster; none when no agent is as described. */
      readonly agents: Roster;
      /** Those that were meant each by its own number, name or id. */
      readonly named: ReadonlySet<AgentId>;
    }
  | { readonly ok: false; readonly problem: SelectorProblem };

/** The agents that a selector means; see `selector-parser.ts`. Relative folders begin in `paths.folder`. */
export function select(selector: string, roster: Roster, paths: PathContext): Selection {
  const parsed = parseSelector(selector);
  if (!parsed.ok) return parsed;
  const meant = meaningOf(parsed.value, roster, paths);
  if ('message' in meant) return { ok: false, problem: meant };
  const isIn = (agent: Agent, condition: Condition) => meant.get(condition)?.includes(agent);
  const passes = (agent: Agent, term: Term) =>
    term.every(
      ({ negated, anyOf }) => negated !== anyOf.some((condition) => isIn(agent, condition)),
    );
  const narrowing = parsed.value.filter(isNarrowing);
  const adding = parsed.value.filter((term) => !isNarrowing(term));
  return {
    ok: true,
    agents: roster.filter(
      (agent) =>
        (adding.length === 0 || adding.some((term) => passes(agent, term))) &&
        narrowing.every((term) => passes(agent, term)),
    ),
    named: namedBy(adding, meant),
  };
}

/** `!a !b` leaves both out; read as "not a, or not b" it would mean every agent. */
function isNarrowing(term: Term): boolean {
  return term.every(({ negated }) => negated);
}

function conditionsOf(selector: Selector): readonly Condition[] {
  return selector.flatMap((term) => term.flatMap(({ anyOf }) => anyOf));
}

/** The agents that each condition means, or what is wrong with the first that cannot be met. */
function meaningOf(
  selector: Selector,
  roster: Roster,
  paths: PathContext,
): ReadonlyMap<Condition, Roster> | SelectorProblem {
  const meant = new Map<Condition, Roster>();
  for (const condition of conditionsOf(selector)) {
    const agents = agentsWith(condition, roster, paths);
    if ('message' in agents) return agents;
    meant.set(condition, agents);
  }
  return meant;
}

function namedBy(adding: Selector, meant: ReadonlyMap<Condition, Roster>): ReadonlySet<AgentId> {
  const named = conditionsOf(adding).filter(({ type }) => type === 'agent');
  return new Set(named.flatMap((condition) => meant.get(condition) ?? []).map(({ id }) => id));
}

function agentsWith(
  condition: Condition,
  roster: Roster,
  paths: PathContext,
): Roster | SelectorProblem {
  const { column } = condition;
  switch (condition.type) {
    case 'all':
      return roster;
    case 'state':
      return roster.filter(({ state }) => state === condition.state);
    case 'agent': {
      const found = referredAgent(roster, condition.reference);
      return 'problem' in found ? { type: 'unknown', column, message: found.problem } : [found];
    }
    case 'field':
      return withField(condition, roster, paths);
    default:
      return condition satisfies never;
  }
}

function withField(
  { field, glob, column }: Extract<Condition, { type: 'field' }>,
  roster: Roster,
  paths: PathContext,
): Roster | SelectorProblem {
  if (field === 'cwd') {
    const folder = folderGlob(glob, paths);
    return roster.filter(({ cwd }) => isWithin(cwd, folder));
  }
  const found = roster.filter((agent) => {
    const value = agent[field];
    return value !== null && matchesGlob(glob, value);
  });
  const wanted = literalText(glob);
  if (found.length > 0 || wanted === null) return found;
  if (field === 'name') return { type: 'unknown', column, message: unknownAgent(roster, wanted) };
  if (field === 'group') return { type: 'unknown', column, message: unknownGroup(roster, wanted) };
  return found;
}

function unknownGroup(roster: Roster, wanted: string): string {
  const groups = [...new Set(roster.flatMap(({ group }) => (group === null ? [] : [group])))];
  const said = `There is no group "${wanted}"`;
  if (groups.length === 0)
    return `${said}: no agent is in one. \`new --group NAME\` and fleet files put agents in groups.`;
  return `${said}; there ${groups.length === 1 ? 'is' : 'are'} ${groups.join(', ')}.${guess(groups, wanted)}`;
}
