import { constants } from 'node:os';
import type { Roster } from '../core/agent/agent.ts';
import { plainLines, plainText } from '../core/text/plain-text.ts';
import type { Delivery, WaitEnd } from './delivery.ts';
import { jsonText, type Outcome } from './outcome.ts';
import type { PromptRequest } from './prompt-request.ts';
import { receiptAdvice, receiptLine } from './receipt-words.ts';
import type { Turn } from './turn-watch.ts';

export type Sent = {
  readonly agents: Roster;
  readonly request: PromptRequest;
  /** Null when nobody waited. */
  readonly end: WaitEnd | null;
};

/** Answers and receipts go to stdout; who was not reached, and why, to stderr. */
export function sentOutcome(deliveries: readonly Delivery[], sent: Sent): Outcome {
  const { request, end } = sent;
  const notices = [
    ...deliveries.flatMap((delivery) => noticeOf(delivery, sent)),
    ...(end === null ? [] : endNotices(end, request)),
  ];
  return {
    exitCode: exitCodeOf(deliveries, sent),
    text:
      request.print === 'json'
        ? jsonText(deliveries.map((delivery) => inJson(delivery, request)))
        : textOf(deliveries, sent),
    problem: null,
    notices,
  };
}

/** The receipt, and where turns are waited for how its turn ended: null when it has not. */
function inJson({ receipt, turn }: Delivery, { wait }: PromptRequest) {
  return wait?.until === 'done' ? { ...receipt, turn } : receipt;
}

function exitCodeOf(deliveries: readonly Delivery[], { request, end }: Sent): number {
  if (end?.type === 'signal') {
    const signals: Readonly<Record<string, number>> = constants.signals;
    return 128 + (signals[end.signal] ?? 0);
  }
  return deliveries.every((delivery) => isAsWanted(delivery, request)) ? 0 : 1;
}

function isAsWanted({ receipt, turn }: Delivery, { wait, commands }: PromptRequest): boolean {
  const { state } = receipt;
  if (wait === null) return state !== 'refused' && state !== 'failed' && state !== 'cancelled';
  if (state !== 'accepted') return false;
  if (wait.until === 'accepted' || turn?.end === 'completed') return true;
  // Commands of codex's own are not in its record.
  return turn?.end === 'unknown' && commands === 'run';
}

function textOf(deliveries: readonly Delivery[], { agents, request }: Sent): string {
  const numberOf = new Map(agents.map(({ id, number }) => [id, number]));
  if (request.wait?.until !== 'done') {
    return deliveries
      .filter(({ receipt }) => receipt.state !== 'refused' && receipt.state !== 'failed')
      .map(({ receipt }) => receiptLine(receipt, numberOf.get(receipt.agent)))
      .join('');
  }
  const said = deliveries.flatMap(({ receipt, turn }) =>
    turn?.end === 'completed' && turn.message !== null
      ? [{ name: receipt.name, message: `${plainLines(turn.message).trimEnd()}\n` }]
      : [],
  );
  if (deliveries.length === 1) return said.map(({ message }) => message).join('');
  return said.map(({ name, message }) => `==> ${name} <==\n${message}`).join('\n');
}

function noticeOf({ receipt, turn }: Delivery, { request, end }: Sent): readonly string[] {
  const { state, name } = receipt;
  if (state === 'queued' && end === null) return [];
  if (state !== 'accepted') return [receiptAdvice(receipt)];
  if (request.wait?.until !== 'done') return [];
  return turn === null ? [`${name} is still at it`] : turnNotice(name, turn);
}

function turnNotice(name: string, { end, message }: Turn): readonly string[] {
  const why = message === null ? '' : `: ${plainText(message)}`;
  switch (end) {
    case 'completed':
      return message === null ? [`${name} said nothing`] : [];
    case 'failed':
      return [`${name} failed${why}`];
    case 'interrupted':
      return [`${name} was interrupted`];
    case 'ended':
      return [
        `${name} ended before it was done${why}. To bring it back: codex-grid resume ${name}`,
      ];
    case 'unknown':
      return [
        `${name} is at rest, and its session tells of no answer. See codex-grid screen ${name}`,
      ];
    default:
      return end satisfies never;
  }
}

function endNotices(end: WaitEnd, { wait }: PromptRequest): readonly string[] {
  switch (end.type) {
    case 'all-over':
      return [];
    case 'timeout':
      return [
        `${(wait?.timeoutMs ?? 0) / 1000} s are over; nobody waits any more, and nothing was taken back`,
      ];
    case 'signal':
      return ['Nobody waits any more, and nothing was taken back'];
    case 'host-gone':
      return [
        `Nobody waits any more: ${end.reason}. What was not sent yet is kept, and is sent once its agent runs again`,
      ];
    default:
      return end satisfies never;
  }
}
