import type { AnswerMeaning } from '../asks/pending-ask.ts';
import type { Binding } from '../screen/binding.ts';
import { keyFor, keyLabel, keysOfAction } from '../screen/bindings.ts';
import {
  actionOfMeaning,
  meaningsOf,
  numbersOf,
  shortMeaningWords,
} from '../screen/given-answers.ts';
import { type Inbox, selectedEntry } from '../screen/inbox.ts';
import type { ScreenModel } from '../screen/screen-state.ts';
import { closing, type KeyRow, type KeyTable } from './key-row.ts';

/** The answers that the selected request has, and whether there is room for a word for each. */
export type ShownInbox = {
  readonly meanings: readonly AnswerMeaning[];
  readonly numbers: readonly number[];
  readonly words: 'each' | 'one';
};

/** A narrower screen has one word for all answers. Cells. */
const wordyColumns = 70;

export function shownInbox(model: ScreenModel, inbox: Inbox): ShownInbox {
  const asking = selectedEntry(model, inbox);
  const meanings = asking ? meaningsOf(asking) : [];
  return {
    meanings,
    numbers: meanings.length > 0 || !asking ? [] : numbersOf(asking),
    words: model.columns < wordyColumns ? 'one' : 'each',
  };
}

type Scroll = 'scroll-on' | 'scroll-back';

/** In lines. */
export const inboxScrolls = { 'scroll-on': 5, 'scroll-back': -5 } as const;

export type InboxAction =
  | AnswerMeaning
  | `number-${number}`
  | 'next'
  | 'previous'
  | Scroll
  | 'mark'
  | 'take'
  | 'leave'
  | 'close';

const answerHelp: Readonly<Record<AnswerMeaning, string>> = {
  approve: 'approve it, or what is marked',
  session: 'approve it for the session',
  deny: 'deny it',
};

/** By the keys that do the same in the grid. */
function answering(
  bindings: readonly Binding[],
  meaning: AnswerMeaning,
): KeyRow<InboxAction, ShownInbox> {
  const keys = keysOfAction(bindings, actionOfMeaning[meaning]);
  return {
    label: labelOf(keys),
    help: answerHelp[meaning],
    keys: Object.fromEntries(keys.map((key) => [key, meaning])),
    hint({ meanings, words }) {
      if (!meanings.includes(meaning)) return null;
      const key = keyFor(bindings, actionOfMeaning[meaning]);
      if (words === 'each') return { key, word: shortMeaningWords[meaning], worth: 9 };
      if (meaning !== meanings[0]) return null;
      const all = meanings.map((one) => keyFor(bindings, actionOfMeaning[one]));
      return { key: all.join(' '), word: 'answer', worth: 9 };
    },
  };
}

const numbers: KeyRow<InboxAction, ShownInbox> = {
  label: '1 … 9',
  help: 'give the answer of that number, where it has numbers',
  keys: Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`${at + 1}`, `number-${at + 1}` as const]),
  ),
  hint: ({ numbers: offered }) =>
    offered.length > 0 ? { key: offered.join(' '), word: 'answer', worth: 9 } : null,
};

const listRows: KeyTable<InboxAction, ShownInbox> = [
  {
    label: 'Space',
    help: 'mark an approval, to be answered together with others',
    keys: { Space: 'mark' },
    hint: ({ meanings }) => (meanings.length > 0 ? { word: 'marks', worth: 6 } : null),
  },
  {
    label: 'Enter',
    help: 'go there, and type into the agent',
    keys: { Enter: 'take' },
    hint: { word: 'goes there', worth: 7 },
  },
  {
    label: '↑ ↓ k j',
    help: 'choose',
    keys: { Up: 'previous', Down: 'next', k: 'previous', j: 'next' },
    hint: null,
  },
  {
    label: 'PageUp PageDown',
    help: 'scroll what it asks',
    keys: { PageUp: 'scroll-back', PageDown: 'scroll-on' },
    hint: null,
  },
];

/** What the inbox takes for its own comes first: the user may have given its keys to answers. */
export function inboxTable(bindings: readonly Binding[]): KeyTable<InboxAction, ShownInbox> {
  const own = [closing(), numbers, ...listRows];
  const taken = own.flatMap(({ keys }) => Object.keys(keys));
  const free = bindings.map((binding) => ({
    ...binding,
    keys: Object.fromEntries(Object.entries(binding.keys).filter(([key]) => !taken.includes(key))),
  }));
  const leaving = [...keysOfAction(free, 'inbox'), ...keysOfAction(free, 'quit')];
  return [
    ...(['approve', 'session', 'deny'] as const).map((meaning) => answering(free, meaning)),
    numbers,
    closing(),
    ...listRows,
    {
      label: labelOf(leaving),
      help: 'close it, too',
      keys: Object.fromEntries(leaving.map((key) => [key, 'leave'])),
      hint: null,
    },
  ];
}

function labelOf(keys: readonly string[]): string {
  return keys.map(keyLabel).join(' ') || 'no key';
}

type ConfirmAction = 'none' | 'all' | 'turn' | 'take' | 'on' | 'back' | Scroll | 'close';

/** Before one answer is given to several. */
export const confirmTable: KeyTable<ConfirmAction> = [
  {
    label: '← →',
    help: 'choose the other answer; so do h and l, Tab and Shift+Tab',
    keys: {
      Left: 'turn',
      Right: 'turn',
      h: 'turn',
      l: 'turn',
      Tab: 'turn',
      'Shift+Tab': 'turn',
    },
    hint: { key: '← →', word: 'choose', worth: 5 },
  },
  {
    label: 'Enter',
    help: 'give the chosen one',
    keys: { Enter: 'take' },
    hint: { word: 'answers', worth: 9 },
  },
  { label: 'a n', help: 'answer all of them; none', keys: { a: 'all', n: 'none' }, hint: null },
  {
    label: '↑ ↓ k j',
    help: 'scroll by a line',
    keys: { Up: 'back', Down: 'on', k: 'back', j: 'on' },
    hint: null,
  },
  {
    label: 'PageUp PageDown',
    help: 'scroll by five lines',
    keys: { PageUp: 'scroll-back', PageDown: 'scroll-on' },
    hint: null,
  },
  closing('back to the inbox', { word: 'back' }),
];
