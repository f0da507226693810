import type { Choice, Open } from '../codex-screen/screen-facts.ts';
import { plainText } from '../text/plain-text.ts';
import { hasHooks, saysBlocked, squeezed, standing, type ToldAsk, toldAsks } from './ask-parts.ts';
import { notShownYet } from './problems.ts';
import type { AskingAgent, StandingAsk, Way } from './standing-ask.ts';

type Question = Extract<Open, { readonly kind: 'question' }>;
type Menu = Extract<Open, { readonly kind: 'menu' }>;

export function questionAsk(agent: AskingAgent): StandingAsk {
  const told = toldAsks(agent.lifecycle.memory, 'question');
  const open = agent.screen?.facts.open;
  if (open?.kind === 'question') return asked(agent, open, told);
  if (open?.kind === 'menu' && open.name === 'unanswered questions') {
    return unansweredLeft(agent, open, told);
  }
  return standing(agent, {
    kind: 'question',
    title: agent.lifecycle.detail ?? 'Codex asks something',
    choices: [],
    ways: [],
    told,
    names: ['unseen', agent.lifecycle.memory.inBand?.at ?? null, ...told.map(({ ask }) => ask.at)],
    problem: notShownYet(agent),
  });
}

function asked(agent: AskingAgent, open: Question, told: readonly ToldAsk[]): StandingAsk {
  const { number, count, unanswered, question } = open;
  const choices = open.choices.filter(hasDigit);
  return standing(agent, {
    kind: 'question',
    title: `${count > 1 ? `${number}/${count} ` : ''}${plainText(question)}`,
    choices: choices.map(choiceOf),
    ways: choices.map(({ number: digit }) => ({
      number: digit,
      key: String(digit),
      highlight: null,
    })),
    told,
    names: [...namesOf(agent, told), number, count, unanswered, squeezed(question)],
    problem: problemOf(agent, open, told),
  });
}

/** Codex asks once more when the last one is answered and others are not. */
function unansweredLeft(agent: AskingAgent, open: Menu, told: readonly ToldAsk[]): StandingAsk {
  return standing(agent, {
    kind: 'question',
    title: open.title,
    choices: open.choices.map(choiceOf),
    ways: open.choices.map(enterOn),
    told,
    names: [...namesOf(agent, told), open.name],
    problem: saysBlocked(agent.lifecycle.memory, 'question') ? null : notSaid,
  });
}

const notSaid = 'codex does not say that it waits';

function namesOf({ lifecycle }: AskingAgent, told: readonly ToldAsk[]) {
  return [lifecycle.memory.inBand?.at ?? null, ...told.map(({ ask }) => ask.at)];
}

function problemOf(agent: AskingAgent, open: Question, told: readonly ToldAsk[]): string | null {
  if (!saysBlocked(agent.lifecycle.memory, 'question')) return notSaid;
  if (open.notes === 'open') return 'somebody writes a note to it in the agent';
  if (!hasHooks(agent)) return null;
  // A marker tells the first question of several.
  const isTold = told.some(
    ({ ask }) =>
      open.number > 1 ||
      (ask.tool?.command != null && squeezed(ask.tool.command) === squeezed(open.question)),
  );
  return isTold ? null : "codex's hook has told of another question than the screen shows";
}

/** A digit is one key, and chooses at once. */
function hasDigit({ number }: Choice): boolean {
  return number <= 9;
}

function choiceOf({ number, label }: Choice) {
  return { number, label: plainText(label), means: null, consequence: null };
}

/** In some lists a digit only highlights. */
export function enterOn({ number, isHighlighted }: Choice): Way {
  return { number, key: 'Enter', highlight: { isHere: isHighlighted, key: String(number) } };
}
