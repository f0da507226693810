import { isSettled } from '../prompts/receipt.ts';
import { deskHints } from '../transcript-view/desk-hints.ts';
import type { Hint } from './bindings.ts';
import { keyFor } from './bindings.ts';
import type { Composer } from './composer.ts';
import { actionOfMeaning, meaningsOf, numbersOf, shortMeaningWords } from './given-answers.ts';
import { type Inbox, selectedEntry } from './inbox.ts';
import type { NameForm } from './name-form.ts';
import type { NewAgentForm } from './new-agent-form.ts';
import { isChoice } from './new-agent-words.ts';
import { chosenRow, isWaiting, type ReceiptList, receiptRows } from './receipt-list.ts';
import type { ScreenModel } from './screen-state.ts';

const closes: Hint = { key: 'Esc', word: 'closes', worth: 10 };
const cancels: Hint = { key: 'Esc', word: 'cancels', worth: 10 };
const scrolls: Hint = { key: '↑ ↓', word: 'scroll', worth: 1 };
const chooses: Hint = { key: '↑ ↓', word: 'choose', worth: 1 };

/** What the footer says of the keys of what lies above the grid; or, as a sentence, what that waits for. */
export function overlayHints(model: ScreenModel): readonly Hint[] | string {
  const { overlay } = model;
  switch (overlay.type) {
    case 'help':
      return [scrolls, { key: '/', word: 'filter', worth: 2 }, closes];
    case 'why':
      return [scrolls, closes];
    case 'question':
      return [chooses, enter('answers'), closes];
    case 'search':
      return [chooses, enter('goes there'), closes];
    case 'palette':
      return [chooses, enter('does it'), closes];
    case 'links':
      return [chooses, enter('copies it'), closes];
    case 'filter':
      return [enter('keeps it'), { key: 'Esc', word: 'shows all', worth: 10 }];
    case 'new-agent':
      return newAgentHints(overlay.form);
    case 'name':
      return nameHints(overlay.form);
    case 'inbox':
      return inboxHints(model, overlay.inbox);
    case 'composer':
      return composerHints(overlay.composer);
    case 'receipts':
      return receiptHints(model, overlay.list);
    case 'transcripts':
      return deskHints(overlay.desk);
    // A diff has a footer of its own.
    case 'diff':
    case 'stopping-all':
    case 'none':
      return [];
    default:
      return overlay satisfies never;
  }
}

function enter(word: string): Hint {
  return { key: 'Enter', word, worth: 9 };
}

function newAgentHints({ phase, focus }: NewAgentForm): readonly Hint[] | string {
  if (phase !== 'editing') return phase === 'looking' ? 'looking at the folder …' : 'starting …';
  return [
    enter('starts it'),
    { key: 'Tab', word: 'next', worth: 6 },
    ...(isChoice(focus) ? [{ key: '← →', word: 'choose', worth: 7 }] : []),
    cancels,
  ];
}

const namingWords: Readonly<
  Record<NameForm['purpose'], { readonly does: string; readonly waits: string }>
> = {
  rename: { does: 'renames it', waits: 'renaming …' },
  fork: { does: 'starts the fork', waits: 'starting …' },
};

function nameHints({ purpose, sent }: NameForm): readonly Hint[] | string {
  const { does, waits } = namingWords[purpose];
  return sent ? waits : [enter(does), cancels];
}

/** A narrower screen has one word for all answers. Cells. */
const wordyColumns = 70;

function inboxHints(model: ScreenModel, inbox: Inbox): readonly Hint[] {
  if (inbox.confirm) {
    const back = { key: 'Esc', word: 'back', worth: 10 };
    return [{ key: '← →', word: 'choose', worth: 5 }, enter('answers'), back];
  }
  const asking = selectedEntry(model, inbox);
  const meanings = asking ? meaningsOf(asking) : [];
  const keys = meanings.map((meaning) => keyFor(model.bindings, actionOfMeaning[meaning]));
  const numbers = meanings.length > 0 || !asking ? [] : numbersOf(asking);
  const inWords = meanings.map((meaning, at) => ({
    key: keys[at] ?? '',
    word: shortMeaningWords[meaning],
    worth: 9,
  }));
  const inShort = meanings.length > 0 ? [{ key: keys.join(' '), word: 'answer', worth: 9 }] : [];
  return [
    ...(model.columns < wordyColumns ? inShort : inWords),
    ...(numbers.length > 0 ? [{ key: numbers.join(' '), word: 'answer', worth: 9 }] : []),
    closes,
    ...(meanings.length > 0 ? [{ key: 'Space', word: 'marks', worth: 6 }] : []),
    { key: 'Enter', word: 'goes there', worth: 7 },
  ];
}

function composerHints({ purpose, to, focus, phase }: Composer): readonly Hint[] | string {
  if (phase === 'sending') return 'changing it …';
  if (focus === 'to') return [enter('goes to the text'), closes];
  return [
    enter(purpose.type === 'edit' ? 'changes it' : 'sends'),
    { key: 'Ctrl+J', word: 'new line', worth: 7 },
    ...(purpose.type === 'edit' ? [] : [{ key: 'Tab', word: 'when', worth: 6 }]),
    ...(to.type === 'selector' ? [{ key: 'Shift+Tab', word: 'to whom', worth: 5 }] : []),
    { key: '↑ ↓', word: 'history', worth: 4 },
    closes,
  ];
}

function receiptHints(model: ScreenModel, list: ReceiptList): readonly Hint[] {
  const row = chosenRow(list, model);
  const receipt = row?.receipt ?? null;
  const waiting = receiptRows(list, model).filter((one) => isWaiting(one.receipt)).length;
  const isLost = receipt !== null && isSettled(receipt) && receipt.state !== 'accepted';
  return [
    ...(row ? [{ key: 'Enter', word: 'goes there', worth: 5 }] : []),
    ...(isWaiting(receipt)
      ? [
          { key: 'x', word: 'cancels', worth: 7 },
          { key: 'e', word: 'edits', worth: 6 },
        ]
      : []),
    ...(waiting > 1 ? [{ key: 'X', word: `cancels all ${waiting}`, worth: 4 }] : []),
    ...(isLost ? [{ key: 'r', word: 'writes it again', worth: 6 }] : []),
    closes,
  ];
}
