import type { AgentId } from '../agent/agent.ts';
import type { AnswerMeaning } from '../asks/pending-ask.ts';
import type { Reply } from '../host/host-commands.ts';
import { plainText } from '../text/plain-text.ts';
import type { ActionName } from './binding.ts';
import { keyFor } from './bindings.ts';
import type { Purpose } from './purpose.ts';
import { type Act, agentOf, type ScreenModel, selectedAgent, withNotice } from './screen-state.ts';
import {
  type Asking,
  type AskName,
  askNameOf,
  isReadable,
  isSameAsk,
  pendingAskOf,
} from './waiting-asks.ts';

/** Answers that this screen has given: those the host has not replied to, and what it said to the others since. */
export type GivenAnswers = {
  readonly waiting: readonly AskName[];
  readonly replies: readonly (AskName & { readonly isGiven: boolean; readonly sentence: string })[];
};

export const nothingAnswered: GivenAnswers = { waiting: [], replies: [] };

/** By its meaning, or by codex's number of it. */
export type AnswerGiven = AnswerMeaning | number;

/** As in `approve for the session`. */
export const meaningWords: Readonly<Record<AnswerMeaning, string>> = {
  approve: 'approve',
  session: 'approve for the session',
  deny: 'deny',
};

/** The same where there is little room. */
export const shortMeaningWords: Readonly<Record<AnswerMeaning, string>> = {
  approve: 'approve',
  session: 'session',
  deny: 'deny',
};

export const actionOfMeaning = {
  approve: 'approve',
  session: 'approve-session',
  deny: 'deny',
} as const satisfies Record<AnswerMeaning, ActionName>;

export function isBeingAnswered({ answering }: ScreenModel, name: AskName): boolean {
  return answering.waiting.some((waiting) => isSameAsk(waiting, name));
}

/** The host has said that the answer of this screen was taken. */
export function isAnswered({ answering }: ScreenModel, name: AskName): boolean {
  return answering.replies.some((reply) => reply.isGiven && isSameAsk(reply, name));
}

/** The meanings that can be given to it now by a key. Only an approval has them: dialogs are answered by what they say. */
export function meaningsOf({ ask }: Asking): readonly AnswerMeaning[] {
  if (ask.kind !== 'approval' || ask.problem !== null) return [];
  const order: readonly AnswerMeaning[] = ['approve', 'session', 'deny'];
  return order.filter((meaning) => ask.choices.some(({ means }) => means === meaning));
}

/** The answers that are given by their numbers: what has a letter has no number, which stands for a tile in GRID. */
export function numbersOf(asking: Asking): readonly number[] {
  const lettered = meaningsOf(asking);
  return asking.ask.choices
    .filter(({ means }) => means === null || !lettered.includes(means))
    .map(({ number }) => number)
    .filter((number) => number <= 9);
}

/** A key of GRID: it answers the approval on the selected tile. `now` is epoch ms. */
export function answerSelected(model: ScreenModel, meaning: AnswerMeaning, now: number): Act {
  const agent = selectedAgent(model);
  const ask = agent && pendingAskOf(agent);
  if (!agent || !ask) return withNotice(model, whyNoAnswer(model) ?? '');
  return answerAsk(model, { agent, ask }, { given: meaning, now });
}

/** Why none of the three answers can be given to the selected tile; null when one can. */
export function whyNoAnswer(model: ScreenModel): string | null {
  const agent = selectedAgent(model);
  if (!agent) return 'There is no agent to answer.';
  const ask = pendingAskOf(agent);
  if (!ask) return `${agent.name} asks for nothing.`;
  if (ask.kind === 'approval') return null;
  const inbox = keyFor(model.bindings, 'inbox');
  const type = keyFor(model.bindings, 'type');
  const thing = ask.kind === 'question' ? 'a question' : 'a dialog of codex';
  return `${agent.name} shows ${thing}, not an approval: ${inbox} lists its answers, ${type} types into it.`;
}

/** Why the approval on the selected tile has no such answer; null when it has, or there is none. */
export function whyNotOffered(model: ScreenModel, given: AnswerMeaning): string | null {
  const agent = selectedAgent(model);
  const ask = agent && pendingAskOf(agent);
  if (!agent || !ask) return null;
  if (ask.problem !== null) return `${agent.name} ${problemWords(ask.problem)}`;
  return offerProblem({ agent, ask }, given);
}

/** Gives it, or says why it cannot be given. `now` is epoch ms. */
export function answerAsk(
  model: ScreenModel,
  asking: Asking,
  answer: { readonly given: AnswerGiven; readonly now: number },
): Act {
  const problem = problemWith(model, asking, answer);
  return problem === null ? giveAnswers(model, [asking], answer.given) : withNotice(model, problem);
}

function problemWith(
  model: ScreenModel,
  asking: Asking,
  { given, now }: { readonly given: AnswerGiven; readonly now: number },
): string | null {
  const { agent, ask } = asking;
  const name = askNameOf(asking);
  if (isBeingAnswered(model, name)) return `${agent.name} is being answered.`;
  if (ask.problem !== null) return `${agent.name} ${problemWords(ask.problem)}`;
  const problem = offerProblem(asking, given);
  if (problem !== null) return problem;
  return isReadable(model, name, now)
    ? null
    : `${agent.name} asks this only just now: read it, then press the key again.`;
}

function offerProblem(asking: Asking, given: AnswerGiven): string | null {
  const { agent, ask } = asking;
  if (typeof given === 'number') {
    return numbersOf(asking).includes(given)
      ? null
      : `${agent.name} offers no answer ${given} by its number.`;
  }
  if (meaningsOf(asking).includes(given)) return null;
  return ask.kind === 'approval'
    ? `${agent.name} offers no answer that would ${meaningWords[given]}.`
    : `${agent.name} asks for no approval: its answers have numbers.`;
}

/** After the name of the agent, or `It`. */
export function problemWords(problem: string): string {
  return `cannot be answered from here: ${plainText(problem)}.`;
}

/** Each by the id of the request that was shown: the host refuses it where another one stands there by now. */
export function giveAnswers(
  model: ScreenModel,
  asked: readonly Asking[],
  choice: AnswerGiven,
): Act {
  const { waiting, replies } = model.answering;
  const names = asked.map(askNameOf);
  return {
    model: {
      ...model,
      answering: {
        waiting: [...waiting, ...names],
        replies: waiting.length === 0 ? [] : replies,
      },
    },
    effects: names.map((name) => ({
      type: 'request',
      purpose: { type: 'answer', ...name },
      command: { type: 'answer', ...name, choice },
    })),
  };
}

/** Said at once, with what was said to the other answers that were given together with it. */
export function takeAnswerReply(
  model: ScreenModel,
  name: Extract<Purpose, { type: 'answer' }>,
  reply: Reply,
): Act {
  const { waiting, replies } = model.answering;
  const answering: GivenAnswers = {
    waiting: waiting.filter((one) => !isSameAsk(one, name)),
    replies: [
      ...replies,
      {
        agent: name.agent,
        ask: name.ask,
        isGiven: reply.ok,
        sentence: sentenceOf(model, name.agent, reply),
      },
    ],
  };
  return withNotice({ ...model, answering }, noticeOf(answering.replies));
}

/** It is read apart from the tile that it is about. */
function sentenceOf(model: ScreenModel, id: AgentId, reply: Reply): string {
  const value = reply.ok ? reply.value : reply.error.message;
  const sentence = typeof value === 'string' ? value : 'Answered.';
  const name = agentOf(model, id)?.name;
  return name === undefined || isNamedIn(sentence, name) ? sentence : `${name}: ${sentence}`;
}

/** What comes after a colon is quoted, and may hold any word. */
function isNamedIn(sentence: string, name: string): boolean {
  const [said = ''] = sentence.split(': ');
  const words = said.split(/[^\p{L}\p{N}._-]+/u);
  return words.some((word) => word === name || word === `${name}.`);
}

/** Refusals come first and whole; what went as it should is counted once it is more than a few. */
function noticeOf(replies: GivenAnswers['replies']): string {
  const refused = replies.filter(({ isGiven }) => !isGiven);
  const given = replies.filter(({ isGiven }) => isGiven);
  const shown =
    given.length > 2
      ? [`${given.length} answers were given.`]
      : given.map(({ sentence }) => sentence);
  return [...refused.map(({ sentence }) => sentence), ...shown].join(' · ');
}
