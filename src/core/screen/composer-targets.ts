import type { Agent } from '../agent/agent.ts';
import { needsYou } from '../lifecycle/lifecycle-table.ts';
import type { PromptWhen } from '../prompts/receipt.ts';
import { select } from '../selection/selector.ts';
import { selectorProblemText } from '../selection/selector-problem.ts';
import { plainText } from '../text/plain-text.ts';
import type { Composer } from './composer.ts';
import { agentOf, type ScreenModel } from './screen-state.ts';

/** Whom a text goes to, or the sentence that says what is wrong with the selector. */
export type Targets =
  | { readonly type: 'agents'; readonly agents: readonly Agent[] }
  | { readonly type: 'problem'; readonly problem: string };

/** An empty selector is nobody, and no problem yet. */
export function targetsOf({ to }: Composer, model: ScreenModel): Targets {
  switch (to.type) {
    case 'agents':
      return { type: 'agents', agents: to.agents.flatMap((id) => agentOf(model, id) ?? []) };
    case 'selector':
      return selectedBy(to.field.text, model);
    default:
      return to satisfies never;
  }
}

function selectedBy(selector: string, model: ScreenModel): Targets {
  if (selector.trim() === '') return { type: 'agents', agents: [] };
  const selection = select(selector, model.roster, model);
  return selection.ok
    ? { type: 'agents', agents: selection.agents }
    : { type: 'problem', problem: selectorProblemText(selector, selection.problem) };
}

export function composerTitle(model: ScreenModel, composer: Composer): string {
  const { purpose } = composer;
  if (purpose.type !== 'broadcast') {
    const name = plainText(agentOf(model, purpose.agent)?.name ?? '');
    return purpose.type === 'edit' ? `Edit the prompt for ${name}` : `Prompt · ${name}`;
  }
  const targets = targetsOf(composer, model);
  const count = targets.type === 'agents' ? targets.agents.length : 0;
  if (count === 0) return 'Broadcast';
  return `Broadcast · ${count} ${count === 1 ? 'agent' : 'agents'}`;
}

/** When an agent will get it, as far as can be said: `at once`, behind something that goes on, or never. */
export type Delivery = {
  readonly words: string;
  readonly promise: 'at once' | 'later' | 'once answered' | 'never';
};

export function deliveryTo(agent: Agent, when: PromptWhen): Delivery {
  const { state, task, queue } = agent;
  if (task === 'command') return { words: 'never: it is a command', promise: 'never' };
  if (state === 'ended') return { words: 'never: it has ended', promise: 'never' };
  if (needsYou(state)) {
    return { words: `once its ${state} is answered`, promise: 'once answered' };
  }
  if (queue > 0) return { words: `behind ${queue} that ${waits(queue)}`, promise: 'later' };
  if (state === 'starting') return { words: 'once it has started', promise: 'later' };
  if (state === 'unknown') return { words: 'once it is at rest', promise: 'later' };
  if (state === 'working') return { words: turnWords[when], promise: 'later' };
  return { words: 'at once', promise: 'at once' };
}

const waits = (count: number) => (count === 1 ? 'waits' : 'wait');

const turnWords: Readonly<Record<PromptWhen, string>> = {
  ready: 'after its turn',
  now: 'into its turn',
  queue: "into codex's queue",
};

/** What each `when` comes to for an agent that works; at rest they are the same. */
export const whenMeanings: Readonly<Record<PromptWhen, string>> = {
  ready: 'those at work get it after their turn',
  now: 'those at work get it into their turn',
  queue: 'those at work get it into their own queue',
};

const whens: readonly PromptWhen[] = ['ready', 'now', 'queue'];

export function whenBeside(when: PromptWhen, by: 1 | -1): PromptWhen {
  return whens[(whens.indexOf(when) + by + whens.length) % whens.length] ?? when;
}
