import type { Choice } from '../codex-screen/screen-facts.ts';
import { plainText } from '../text/plain-text.ts';
import { standing } from './ask-parts.ts';
import { notShownYet } from './problems.ts';
import { enterOn } from './question-ask.ts';
import type { AskingAgent, StandingAsk, Way } from './standing-ask.ts';
import { type StartupAnswer, startupAnswers } from './startup-answers.ts';

/** What stands before codex's composer or in its place, and is reported nowhere. */
export function dialogAsk(agent: AskingAgent): StandingAsk {
  const name = agent.lifecycle.memory.dialog;
  const answers = name === null ? [] : answersIn(agent, name);
  return standing(agent, {
    kind: 'dialog',
    title: titleOf(agent, name),
    choices: answers.map(({ choice: { number, label }, answer: { consequence } }) => ({
      number,
      label: plainText(label),
      means: null,
      consequence,
    })),
    ways: answers.map(wayOf),
    names: [name],
    problem: problemOf(agent, name, answers.length),
  });
}

type Answer = { readonly choice: Choice; readonly answer: StartupAnswer };

function titleOf({ lifecycle }: AskingAgent, name: string | null): string {
  const known = startupAnswers.find((dialog) => dialog.name === name);
  return known?.title ?? name ?? lifecycle.detail ?? 'Codex waits for an answer';
}

function problemOf(agent: AskingAgent, name: string | null, answers: number): string | null {
  if (name === 'sign-in') return 'nobody but you signs in: do it in the agent itself';
  if (name === null) return 'what it asks shows only in the agent itself';
  if (choicesShown(agent, name) === null) return notShownYet(agent);
  return answers === 0 ? 'what can be chosen shows only in the agent itself' : null;
}

/** Of what is shown, what is known by its words. */
function answersIn(agent: AskingAgent, name: string): readonly Answer[] {
  const choices = choicesShown(agent, name);
  const dialog = startupAnswers.find((one) => one.name === name);
  if (!dialog || choices === null) return [];
  if (dialog.shown === 'as keys') {
    return dialog.answers.map((answer, index) => ({ choice: choiceNamed(answer, index), answer }));
  }
  return choices.flatMap((choice) => {
    const answer = dialog.answers[choice.number - 1];
    return answer?.label.test(choice.label) ? [{ choice, answer }] : [];
  });
}

/** Null while the screen does not show that dialog. */
function choicesShown({ screen }: AskingAgent, name: string): readonly Choice[] | null {
  const open = screen?.facts.open;
  const isDialog = open?.kind === 'startup' || open?.kind === 'menu';
  return isDialog && open.name === name ? open.choices : null;
}

function choiceNamed({ name, key }: StartupAnswer, index: number): Choice {
  return { number: index + 1, label: name, key, isHighlighted: false };
}

function wayOf({ choice, answer: { key } }: Answer): Way {
  return key === 'Enter' ? enterOn(choice) : { number: choice.number, key, highlight: null };
}
