import * as v from 'valibot';
import type { HostCommand, Reply } from '../host/host-commands.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import { listSteps } from '../overlay-keys/list-tables.ts';
import { isLost, receiptsTable } from '../overlay-keys/receipts-table.ts';
import type { PromptId, Receipt } from '../prompts/receipt.ts';
import type { Key } from '../terminal/input-event.ts';
import { plainText } from '../text/plain-text.ts';
import { editOf, openComposer, replyTo } from './composer.ts';
import { withDraft, withReceipts, withReplied } from './prompt-memory.ts';
import type { Purpose } from './purpose.ts';
import {
  chosenRow,
  isWaiting,
  type ReceiptList,
  type ReceiptRow,
  receiptRows,
} from './receipt-list.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  type ScreenModel,
  select,
  unchanged,
  withNotice,
  withOverlay,
} from './screen-state.ts';
import { textEditor } from './text-editor.ts';

/** Asks the host, too: what was sent from a shell or another screen and is settled was not told to this one. */
export function openReceipts(model: ScreenModel): Act {
  return {
    model: withList(model, { of: { type: 'all' }, chosen: 0, problem: null }).model,
    effects: model.roster.map(({ id }) => ({
      type: 'request',
      purpose: { type: 'receipts' },
      command: { type: 'receipts', of: { type: 'agent', agent: id } },
    })),
  };
}

export function pressInReceipts(model: ScreenModel, list: ReceiptList, key: Key): Act {
  const row = chosenRow(list, model);
  const action = actionOf(receiptsTable, key);
  switch (action) {
    case 'close':
      return closeOverlay(model);
    case 'take':
      return row ? goTo(closeOverlay(model).model, row) : closeOverlay(model);
    case 'cancel':
      return row ? cancelOne(model, list, row) : unchanged(model);
    case 'cancel-all':
      return cancelAll(model, list);
    case 'edit':
      return row ? editOne(model, list, row) : unchanged(model);
    case 'send-again':
      return row ? sendAgain(model, list, row) : unchanged(model);
    case 'next':
    case 'previous':
      return step(model, list, listSteps[action]);
    case null:
      return unchanged(model);
    default:
      return action satisfies never;
  }
}

function step(model: ScreenModel, list: ReceiptList, by: 1 | -1): Act {
  const { length } = receiptRows(list, model);
  const count = Math.max(1, length);
  const current = Math.max(0, Math.min(list.chosen, length - 1));
  return withList(model, { ...list, chosen: (current + by + count) % count, problem: null });
}

function goTo(model: ScreenModel, { agent }: ReceiptRow): Act {
  return agentOf(model, agent) ? select(model, agent) : unchanged(model);
}

function cancelOne(model: ScreenModel, list: ReceiptList, { receipt, name }: ReceiptRow): Act {
  return isWaiting(receipt)
    ? cancel(model, [receipt.id])
    : withProblem(model, list, tooLate(receipt, name, 'cancelled'));
}

function cancelAll(model: ScreenModel, list: ReceiptList): Act {
  const waiting = receiptRows(list, model).flatMap(({ receipt }) =>
    isWaiting(receipt) ? [receipt.id] : [],
  );
  return waiting.length > 0
    ? cancel(model, waiting)
    : withProblem(model, list, 'Nothing waits any more, so there is nothing to cancel.');
}

function cancel(model: ScreenModel, prompts: readonly PromptId[]): Act {
  return request(
    model,
    { type: 'cancel-prompts' },
    { type: 'cancelPrompts', prompts: [...prompts] },
  );
}

function editOne(model: ScreenModel, list: ReceiptList, { receipt, name }: ReceiptRow): Act {
  return isWaiting(receipt)
    ? askText(model, receipt.id, 'edit')
    : withProblem(model, list, tooLate(receipt, name, 'edited'));
}

/** Nothing that may still arrive; and the person sees the text once more before it goes. */
function sendAgain(model: ScreenModel, list: ReceiptList, row: ReceiptRow): Act {
  const { receipt, name } = row;
  if (receipt !== null && isLost(row)) return askText(model, receipt.id, 'again');
  const why = receipt?.state === 'accepted' ? 'has it already' : 'may still get it';
  return withProblem(model, list, `${plainText(name)} ${why}, so it is not sent again.`);
}

function askText(model: ScreenModel, prompt: PromptId, intent: 'edit' | 'again'): Act {
  return request(model, { type: 'prompt-text', intent }, { type: 'promptText', prompt });
}

function tooLate(receipt: Receipt | null, name: string, what: 'cancelled' | 'edited'): string {
  const agent = plainText(name);
  if (receipt === null) return `${agent} has no receipt yet.`;
  return receipt.state === 'typed'
    ? `It stands in the composer of ${agent} already, and cannot be ${what} any more.`
    : `It is ${receipt.state} at ${agent}, and cannot be ${what} any more.`;
}

const receiptSchema = v.custom<Receipt>(
  (given) => v.safeParse(v.object({ id: v.string(), state: v.string() }), given).success,
);
const receiptsSchema = v.array(receiptSchema);
const textSchema = v.object({ receipt: receiptSchema, text: v.string() });

/** The host took prompts, each with a receipt, or refused them all: then the text is there again with `b` or `r`. */
export function takePrompted(model: ScreenModel, draft: string | null, reply: Reply): Act {
  if (!reply.ok) {
    const closed = model.overlay.type === 'receipts' ? closeOverlay(model).model : model;
    return withNotice(closed, `${reply.error.message} The text is kept.`);
  }
  const prompts = draft === null ? model.prompts : withDraft(model.prompts, draft, null);
  return unchanged({ ...model, prompts: withReplied(prompts, receiptsIn(reply)) });
}

function withReplies(model: ScreenModel, receipts: readonly Receipt[]): ScreenModel {
  return { ...model, prompts: withReplied(model.prompts, receipts) };
}

/** One that was removed meanwhile has none. */
export function takeAskedReceipts(model: ScreenModel, reply: Reply): Act {
  return unchanged(reply.ok ? withReplies(model, receiptsIn(reply)) : model);
}

/** Of those that were cancelled each is told as it is then. */
export function takeCancelled(model: ScreenModel, reply: Reply): Act {
  if (!reply.ok) return refusedInList(model, reply.error.message);
  const receipts = receiptsIn(reply);
  const told = withReplies(model, receipts);
  const late = receipts.find(({ state }) => state !== 'cancelled');
  return late && told.overlay.type === 'receipts'
    ? withProblem(told, told.overlay.list, tooLate(late, late.name, 'cancelled'))
    : unchanged(told);
}

export function takePromptText(model: ScreenModel, intent: 'edit' | 'again', reply: Reply): Act {
  if (!reply.ok) return refusedInList(model, reply.error.message);
  const told = v.safeParse(textSchema, reply.value);
  // Something else was opened meanwhile.
  if (!told.success || model.overlay.type !== 'receipts') return unchanged(model);
  const { receipt, text } = told.output;
  if (intent === 'edit') return openComposer(model, editOf(receipt.id, receipt.agent, text));
  const agent = agentOf(model, receipt.agent);
  return agent
    ? openComposer(model, replyTo(agent, textEditor(text)))
    : refusedInList(model, `${plainText(receipt.name)} is not there any more.`);
}

export function takeEdited(model: ScreenModel, reply: Reply): Act {
  if (!reply.ok) {
    return model.overlay.type === 'composer'
      ? openComposer(model, {
          ...model.overlay.composer,
          phase: 'editing',
          problem: reply.error.message,
        })
      : withNotice(model, reply.error.message);
  }
  return model.overlay.type === 'composer' ? openReceipts(model) : unchanged(model);
}

/** What did not arrive is told even after its panel is closed. */
export function takeReceipts(model: ScreenModel, receipts: readonly Receipt[]): Act {
  const known = new Map(model.prompts.receipts.map((receipt) => [receipt.id, receipt.state]));
  const lost = receipts.find(({ id, state }) => {
    const before = known.get(id);
    return state === 'failed' && before !== undefined && before !== state;
  });
  const told = { ...model, prompts: withReceipts(model.prompts, receipts) };
  if (!lost || model.overlay.type === 'receipts') return unchanged(told);
  const why = lost.why === null ? '' : `: ${plainText(lost.why)}`;
  return withNotice(told, `${plainText(lost.name)} did not get "${plainText(lost.title)}"${why}.`);
}

function receiptsIn(reply: Extract<Reply, { ok: true }>): readonly Receipt[] {
  const parsed = v.safeParse(receiptsSchema, reply.value);
  return parsed.success ? parsed.output : [];
}

function refusedInList(model: ScreenModel, message: string): Act {
  return model.overlay.type === 'receipts'
    ? withProblem(model, model.overlay.list, message)
    : withNotice(model, message);
}

function withProblem(model: ScreenModel, list: ReceiptList, problem: string): Act {
  return withList(model, { ...list, problem });
}

function withList(model: ScreenModel, list: ReceiptList): Act {
  return withOverlay(model, { type: 'receipts', list });
}

function request(model: ScreenModel, purpose: Purpose, command: HostCommand): Act {
  return { model, effects: [{ type: 'request', purpose, command }] };
}
