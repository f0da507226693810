import type { PromptState, Receipt } from '../core/prompts/receipt.ts';
import { plainText } from '../core/text/plain-text.ts';

/** What is told of a receipt that did not simply go on: who, how far, and why. Without a full stop. */
export function receiptSentence({ name, state, why }: Receipt): string {
  return `${name} ${words[state]}${why === null ? '' : `: ${plainText(why)}`}`;
}

const words: Readonly<Record<PromptState, string>> = {
  queued: 'has it in its queue',
  held: 'cannot take it yet',
  typed: 'has it typed, and has not taken it yet',
  accepted: 'has taken it',
  refused: 'was not sent it',
  failed: 'did not take it',
  cancelled: 'was not sent it, as it was cancelled',
};

/** The same, and what to do. */
export function receiptAdvice(receipt: Receipt): string {
  const said = receiptSentence(receipt);
  const { name, state } = receipt;
  switch (state) {
    case 'queued':
    case 'held':
      return `${said}; it is sent as soon as it can be. To see it, or take it back: codex-grid queue ${name}`;
    case 'typed':
    case 'failed':
      return `${said}. Look at it: codex-grid screen ${name}`;
    case 'accepted':
    case 'refused':
    case 'cancelled':
      return said;
    default:
      return state satisfies never;
  }
}

/** One line of stdout: `queued api (1)`. */
export function receiptLine({ state, name }: Receipt, number: number | undefined): string {
  return `${state} ${name}${number === undefined ? '' : ` (${number})`}\n`;
}
