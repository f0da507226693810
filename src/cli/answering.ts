import type { AnswerMeaning } from '../core/asks/pending-ask.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost } from './host-access.ts';
import { inboxOf, inboxText } from './inbox-text.ts';
import { done, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster, isSentence } from './replies.ts';
import { lookOf } from './table-look.ts';

export function listAsks(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const print = (entries: ReturnType<typeof inboxOf>) =>
    done(call.options['json'] ? jsonText(entries) : inboxText(entries, lookOf(surroundings)));
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'list' }, isRoster, (roster) => print(inboxOf(roster))),
    without: async () => print([]),
  });
}

export async function answerAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = '', word = ''] = call.arguments;
  const choice = choiceOf(word);
  if (choice === null) {
    return wrongUsage(`"${word}" is no answer: say approve, session, deny or a choice's number.`);
  }
  const { ask: id } = call.options;
  const command = {
    type: 'answer',
    agent,
    ask: typeof id === 'string' ? id : null,
    choice,
  } as const;
  return withHost(surroundings, {
    work: (ask) => ask(command, isSentence, (sentence) => done(`${sentence}\n`)),
    without: noHost,
  });
}

const meanings: readonly AnswerMeaning[] = ['approve', 'session', 'deny'];

function choiceOf(word: string): AnswerMeaning | number | null {
  const meaning = meanings.find((one) => one === word);
  if (meaning) return meaning;
  return /^[1-9]\d?$/.test(word) ? Number(word) : null;
}
