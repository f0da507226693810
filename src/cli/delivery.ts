import { setTimeout as delay } from 'node:timers/promises';
import type { Agent, AgentId } from '../core/agent/agent.ts';
import { needsYou } from '../core/lifecycle/lifecycle-table.ts';
import { isSettled, type PromptId, type Receipt } from '../core/prompts/receipt.ts';
import { plainText } from '../core/text/plain-text.ts';
import type { HostPort } from '../wire/host-port.ts';
import { type Ask, replyOf } from './host-access.ts';
import type { PromptWait } from './prompt-request.ts';
import { receiptSentence } from './receipt-words.ts';
import { isRoster } from './replies.ts';
import type { Turn, TurnWatch } from './turn-watch.ts';

/** What came of a prompt at one agent. `turn` is null unless its end was waited for. */
export type Delivery = { readonly receipt: Receipt; readonly turn: Turn | null };

/** Why nobody waits any longer. */
export type WaitEnd =
  | { readonly type: 'all-over' | 'timeout' }
  | { readonly type: 'signal'; readonly signal: string }
  | { readonly type: 'host-gone'; readonly reason: string };

/** What the host tells of receipts by itself. */
export type ReceiptLink = {
  /** Undefined where nothing was told. */
  readonly newest: (id: PromptId) => Receipt | undefined;
  /** Null while the link stands. */
  readonly closedBecause: () => string | null;
};

/** To be opened before the prompts are sent: what is told in one go with the reply would be lost. */
export function receiptLink(host: HostPort): ReceiptLink {
  const newest = new Map<PromptId, Receipt>();
  let closed: string | null = null;
  host.onReceipts((changed) => {
    for (const receipt of changed) newest.set(receipt.id, receipt);
  });
  host.onClosed((reason) => {
    closed = reason;
  });
  return { newest: (id) => newest.get(id), closedBecause: () => closed };
}

type Waiting = {
  readonly ask: Ask;
  readonly link: ReceiptLink;
  readonly wait: PromptWait;
  /** Of each agent whose turn's end is waited for. */
  readonly watches: ReadonlyMap<AgentId, TurnWatch>;
  readonly signal: AbortSignal;
  readonly tell: (sentence: string) => void;
  readonly now: () => number;
};

/** As long as a person does not notice, and a host with 32 agents does not either. */
const lookEveryMs = 100;
/** What stands in a prompt's way for a moment only is not worth a word. */
const tellAfterMs = 1_000;

/** Stays until every prompt has come as far as is waited for, and tells what takes long. */
export async function awaitDeliveries(
  first: readonly Receipt[],
  waiting: Waiting,
): Promise<{ readonly deliveries: readonly Delivery[]; readonly end: WaitEnd }> {
  const { link, now, wait } = waiting;
  const turns = new Map<PromptId, Turn>();
  const news = newsTeller(waiting);
  const aborted = abortOf(waiting.signal);
  const endsAt = wait.timeoutMs === null ? Number.POSITIVE_INFINITY : now() + wait.timeoutMs;
  for (;;) {
    const deliveries = first.map((receipt) => ({
      receipt: link.newest(receipt.id) ?? receipt,
      turn: turns.get(receipt.id) ?? null,
    }));
    const open = deliveries.filter((delivery) => !isOver(delivery, wait));
    const end = open.length === 0 ? allOver : endOf(waiting, endsAt);
    if (end !== null) return { deliveries, end };
    // A host that hangs must not keep a signal waiting.
    const agents = await Promise.race([agentsOf(open, waiting), aborted]);
    for (const { receipt } of agents === null ? [] : open) {
      const agent = agents?.get(receipt.agent);
      news.of(receipt, agent);
      const turn = await turnOf(receipt, agent, waiting);
      if (turn !== null) turns.set(receipt.id, turn);
    }
    await Promise.race([delay(lookEveryMs), aborted]);
  }
}

async function turnOf(
  receipt: Receipt,
  agent: Agent | undefined,
  { watches, now }: Waiting,
): Promise<Turn | null> {
  if (receipt.state !== 'accepted') return null;
  return (await watches.get(receipt.agent)?.look(agent, receipt, now())) ?? null;
}

const allOver: WaitEnd = { type: 'all-over' };

function endOf({ link, signal, now }: Waiting, endsAt: number): WaitEnd | null {
  const reason = link.closedBecause();
  if (reason !== null) return { type: 'host-gone', reason };
  if (signal.aborted) return { type: 'signal', signal: `${signal.reason}` };
  return now() >= endsAt ? { type: 'timeout' } : null;
}

function abortOf(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** Asked for only while there is a turn to look at, or something holds a prompt back; null when the host does not say. */
async function agentsOf(
  open: readonly Delivery[],
  { ask }: Waiting,
): Promise<ReadonlyMap<AgentId, Agent> | null> {
  const isAsked = ({ receipt: { state } }: Delivery) => state === 'accepted' || state === 'held';
  if (!open.some(isAsked)) return new Map();
  const roster = await replyOf(ask, { type: 'list' }, isRoster);
  return 'value' in roster ? new Map(roster.value.map((agent) => [agent.id, agent])) : null;
}

function isOver({ receipt, turn }: Delivery, { until }: PromptWait): boolean {
  if (!isSettled(receipt)) return false;
  return until === 'accepted' || receipt.state !== 'accepted' || turn !== null;
}

/** Tells once of each thing that keeps a prompt or its turn waiting for more than a moment. */
function newsTeller({ tell, now }: Pick<Waiting, 'tell' | 'now'>) {
  const since = new Map<PromptId, { readonly sentence: string; readonly at: number }>();
  const told = new Set<string>();
  return {
    of(receipt: Receipt, agent: Agent | undefined): void {
      const sentence = newsOf(receipt, agent);
      const before = since.get(receipt.id);
      if (sentence === null) {
        since.delete(receipt.id);
        return;
      }
      if (before?.sentence !== sentence) since.set(receipt.id, { sentence, at: now() });
      else if (now() - before.at >= tellAfterMs && !told.has(receipt.id + sentence)) {
        told.add(receipt.id + sentence);
        tell(sentence);
      }
    },
  };
}

function newsOf(receipt: Receipt, agent: Agent | undefined): string | null {
  const { state, why } = receipt;
  const waits = agent !== undefined && needsYou(agent.state);
  const answer = 'Answer it: codex-grid inbox';
  if (state === 'held' && waits) return `${receiptSentence(receipt)}. ${answer}`;
  if (state === 'held' || (state === 'typed' && why !== null)) return receiptSentence(receipt);
  if (state !== 'accepted' || !waits) return null;
  const about = agent.detail === null ? '' : `: ${plainText(agent.detail)}`;
  return `${agent.name} waits for you (${agent.state}${about}). ${answer}`;
}
