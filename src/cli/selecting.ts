import type { Roster } from '../core/agent/agent.ts';
import { type Selection, select } from '../core/selection/selector.ts';
import { selectorProblemText } from '../core/selection/selector-problem.ts';
import type { Surroundings } from './call.ts';
import type { Ask } from './host-access.ts';
import { failed, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';

export type Selected = Extract<Selection, { ok: true }>;

type SelectionWork = {
  /** As they were typed: they mean the same as one argument with spaces between. */
  readonly words: readonly string[];
  readonly surroundings: Surroundings;
  /** What to say besides where there is no such agent. */
  readonly hint?: string;
  readonly whenNone: (sentence: string) => Outcome;
  /** With one agent at least. */
  readonly work: (selected: Selected) => Outcome | Promise<Outcome>;
};

/** Asks the host for the agents, and does something with those that are meant. */
export function withSelected(ask: Ask, plan: SelectionWork): Promise<Outcome> {
  return ask({ type: 'list' }, isRoster, (roster) => {
    const selected = selectedOf(roster, plan.words, plan.surroundings);
    if ('exitCode' in selected) return hinted(selected, plan.hint);
    return selected.agents.length > 0
      ? plan.work(selected)
      : plan.whenNone(`No agent matches "${plan.words.join(' ')}".`);
  });
}

function hinted(outcome: Outcome, hint: string | undefined): Outcome {
  const isUnknown = outcome.exitCode === 1 && outcome.problem !== null;
  return isUnknown && hint ? { ...outcome, problem: `${outcome.problem}\n${hint}` } : outcome;
}

/** The agents of a roster that are meant, or what is wrong with the words. */
export function selectedOf(
  roster: Roster,
  words: readonly string[],
  { workingFolder, homeFolder }: Surroundings,
): Selected | Outcome {
  const selector = words.join(' ');
  const selection = select(selector, roster, { folder: workingFolder, homeFolder });
  if (selection.ok) return selection;
  const text = selectorProblemText(selector, selection.problem);
  return selection.problem.type === 'unreadable' ? wrongUsage(text) : failed(text);
}
