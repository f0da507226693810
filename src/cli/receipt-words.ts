import type { Receipt } from '../core/prompts/receipt.ts';
import { plainText } from '../core/text/plain-text.ts';

/** What is told of a receipt that did not simply go on: who, how far, why, and what to do. */
export function receiptSentence(receipt: Receipt): string {
  const { name, state } = receipt;
  const why = receipt.why === null ? '' : `: ${plainText(receipt.why)}`;
  switch (state) {
    case 'queued':
      return `${name} has it in its queue${why}; it is sent as soon as ${name} is ready. To see it, or take it back: codex-grid queue ${name}`;
    case 'held':
      return `${name} cannot take it yet${why}; it is sent once nothing stands in its way. To see it, or take it back: codex-grid queue ${name}`;
    case 'typed':
      return `${name} has it typed, and has not taken it${why}. Look at it: codex-grid screen ${name}`;
    case 'accepted':
      return `${name} has taken it${why}`;
    case 'refused':
      return `${name} was not sent it${why}`;
    case 'failed':
      return `${name} did not take it${why}. Look at it: codex-grid screen ${name}`;
    case 'cancelled':
      return `${name} was not sent it: it was cancelled${why}`;
    default:
      return state satisfies never;
  }
}

/** One line of stdout: `queued api (1)`. */
export function receiptLine({ state, name }: Receipt, number: number | undefined): string {
  return `${state} ${name}${number === undefined ? '' : ` (${number})`}\n`;
}
