import type { AgentId } from '../agent/agent.ts';
import { type LifecycleRow, needsYou } from '../lifecycle/lifecycle-table.ts';
import { isSettled, type PromptState, type Receipt } from '../prompts/receipt.ts';
import { agentOf, type ScreenModel } from './screen-state.ts';

/** The panel that says what became of prompts; it stays until it is closed. */
export type ReceiptList = {
  readonly of:
    | { readonly type: 'batch'; readonly batch: string; readonly agents: readonly AgentId[] }
    /** All that wait, and the newest of the rest. */
    | { readonly type: 'all' };
  /** Counts rows. */
  readonly chosen: number;
  /** What could not be done with a receipt. */
  readonly problem: string | null;
};

/** A row: a receipt, or an agent whose receipt is still to come. */
export type ReceiptRow = {
  readonly agent: AgentId;
  readonly number: number | null;
  readonly name: string;
  readonly receipt: Receipt | null;
  /** Whether it is held until the user answers its agent. */
  readonly isHeldForUser: boolean;
};

export function receiptRows({ of }: ReceiptList, model: ScreenModel): readonly ReceiptRow[] {
  const { receipts } = model.prompts;
  switch (of.type) {
    case 'all':
      return inOrder(receipts).map((receipt) => rowOf(receipt.agent, receipt, model));
    case 'batch':
      return of.agents.map((agent) => {
        const found = receipts.find((one) => one.batch === of.batch && one.agent === agent);
        return rowOf(agent, found ?? null, model);
      });
    default:
      return of satisfies never;
  }
}

/** Those that wait, oldest first; then what is settled, newest first. */
function inOrder(receipts: readonly Receipt[]): readonly Receipt[] {
  const waiting = receipts.filter((receipt) => !isSettled(receipt));
  const settled = receipts.filter(isSettled);
  return [
    ...waiting.toSorted((left, right) => left.queuedAt - right.queuedAt),
    ...settled.toSorted((left, right) => (right.settledAt ?? 0) - (left.settledAt ?? 0)),
  ];
}

function rowOf(id: AgentId, receipt: Receipt | null, model: ScreenModel): ReceiptRow {
  const agent = agentOf(model, id);
  return {
    agent: id,
    number: agent?.number ?? null,
    name: agent?.name ?? receipt?.name ?? '',
    receipt,
    isHeldForUser: receipt?.state === 'held' && agent !== null && needsYou(agent.state),
  };
}

export function chosenRow(list: ReceiptList, model: ScreenModel): ReceiptRow | null {
  const rows = receiptRows(list, model);
  return rows[Math.min(list.chosen, rows.length - 1)] ?? null;
}

/** What can still be cancelled and edited. */
export function isWaiting(receipt: Receipt | null): receipt is Receipt {
  return receipt !== null && (receipt.state === 'queued' || receipt.state === 'held');
}

type ReceiptLook = {
  readonly glyph: string;
  readonly role: LifecycleRow['role'];
};

/** How far a prompt has come, at a glance; the word beside it is the state's own. What holds itself needs nobody. */
export function receiptLook({ receipt, isHeldForUser }: ReceiptRow): ReceiptLook {
  return isHeldForUser
    ? { glyph: '▲', role: 'needsYou' }
    : receiptLooks[receipt?.state ?? 'sending'];
}

const receiptLooks: Readonly<Record<PromptState | 'sending', ReceiptLook>> = {
  sending: { glyph: '◌', role: 'quiet' },
  queued: { glyph: '○', role: 'working' },
  held: { glyph: '○', role: 'working' },
  typed: { glyph: '●', role: 'working' },
  accepted: { glyph: '✔', role: 'done' },
  refused: { glyph: '✖', role: 'failed' },
  failed: { glyph: '✖', role: 'failed' },
  cancelled: { glyph: '□', role: 'quiet' },
};

/** How many of the prompts have come to what, the settled first. */
export function receiptsTitle(list: ReceiptList, model: ScreenModel): string {
  const rows = receiptRows(list, model);
  const states = rows.map(({ receipt }) => receipt?.state ?? 'sending');
  const counted = (Object.keys(receiptLooks) as readonly (PromptState | 'sending')[])
    .toReversed()
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0);
  return ['Prompts', counted.map(({ state, count }) => `${count} ${state}`).join(', ')]
    .filter((part) => part !== '')
    .join(' · ');
}
