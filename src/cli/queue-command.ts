import type { Roster } from '../core/agent/agent.ts';
import { ageLabel } from '../core/agent/ages.ts';
import { isSettled, type PromptId, type Receipt } from '../core/prompts/receipt.ts';
import type { Call, Surroundings } from './call.ts';
import { type Ask, noHost, replyOf, withHost } from './host-access.ts';
import { done, failed, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { receiptAdvice, receiptLine } from './receipt-words.ts';
import { areReceipts, isPromptText, isReceipt } from './replies.ts';
import { withSelected } from './selecting.ts';
import { lookOf } from './table-look.ts';
import { textFrom } from './text-argument.ts';
import { textTable } from './text-table.ts';

/** What waits to be sent: lists it, takes it back, or changes it. */
export async function queueCommand(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [selector = 'all', action = 'list', ...rest] = call.arguments;
  const work = actions.get(action);
  if (!work)
    return wrongUsage(`queue takes list, cancel or edit behind the agent, not "${action}".`);
  if (call.options['json'] === true && action === 'edit') {
    return wrongUsage('--json goes with list and cancel.');
  }
  const isAll = call.options['all'] === true;
  if (isAll && action !== 'list') return wrongUsage('--all goes with list.');
  return withHost(surroundings, {
    work: (ask) =>
      withSelected(ask, {
        words: [selector],
        surroundings,
        whenNone: (sentence) => done(selector === 'all' ? nothingWaits : `${sentence}\n`),
        work: async ({ agents }) => {
          const receipts = isAll ? await receiptsOf(ask, agents) : await waitingOf(ask, agents);
          if ('exitCode' in receipts) return receipts;
          return work(rest, { ask, agents, receipts, call, surroundings });
        },
      }),
    without: noHost,
  });
}

type Queues = {
  readonly ask: Ask;
  readonly agents: Roster;
  /** Of all these agents, oldest first within each: those that wait, or all that are kept. */
  readonly receipts: readonly Receipt[];
  readonly call: Call;
  readonly surroundings: Surroundings;
};

type QueueAction = (rest: readonly string[], queues: Queues) => Outcome | Promise<Outcome>;

const nothingWaits = 'no prompt waits\n';
const nothingKept = 'no prompt was sent yet\n';

async function waitingOf(ask: Ask, agents: Roster): Promise<readonly Receipt[] | Outcome> {
  const queues = agents.filter(({ queue }) => queue > 0);
  const receipts = await receiptsOf(ask, queues);
  return 'exitCode' in receipts ? receipts : receipts.filter((receipt) => !isSettled(receipt));
}

async function receiptsOf(ask: Ask, agents: Roster): Promise<readonly Receipt[] | Outcome> {
  const receipts: Receipt[] = [];
  for (const { id: agent } of agents) {
    const of = { type: 'agent', agent } as const;
    const own = await replyOf(ask, { type: 'receipts', of }, areReceipts);
    if ('exitCode' in own) return own;
    receipts.push(...own.value);
  }
  return receipts;
}

const list: QueueAction = async (rest, { ask, receipts, call, surroundings }) => {
  if (rest.length > 0) return wrongUsage(`"${rest[0]}" has no place behind list.`);
  if (call.options['json'] === true) {
    const whole = [];
    for (const receipt of receipts) whole.push({ ...receipt, text: await textOf(ask, receipt.id) });
    return done(jsonText(whole));
  }
  if (receipts.length === 0) {
    return done(call.options['all'] === true ? nothingKept : nothingWaits);
  }
  const { now, paint } = lookOf(surroundings);
  return done(
    textTable(
      receipts,
      [
        { title: 'PROMPT', text: ({ id }) => id },
        { title: 'AGENT', text: ({ name }) => name },
        { title: 'STATE', text: ({ state, why }) => (why === null ? state : `${state}: ${why}`) },
        { title: 'AGE', text: ({ queuedAt }) => ageLabel(queuedAt, now) },
        { title: 'WHEN', text: ({ when }) => when },
        { title: 'TEXT', text: ({ title }) => title },
      ],
      paint,
    ),
  );
};

/** Null when it is gone by now. */
async function textOf(ask: Ask, prompt: PromptId): Promise<string | null> {
  const reply = await replyOf(ask, { type: 'promptText', prompt }, isPromptText);
  return 'value' in reply ? reply.value.text : null;
}

const cancel: QueueAction = async (ids, { ask, agents, receipts: waiting, call }) => {
  const stray = ids.find((id) => waiting.every((receipt) => receipt.id !== id));
  if (stray !== undefined) return failed(unknownPrompt(stray, waiting));
  const chosen = waiting.filter(({ id }) => ids.length === 0 || ids.includes(id));
  if (chosen.length === 0) return done(call.options['json'] === true ? '[]\n' : nothingWaits);
  const prompts = chosen.map(({ id }) => id);
  return ask({ type: 'cancelPrompts', prompts }, areReceipts, (receipts) => {
    const late = receipts.filter(({ state }) => state !== 'cancelled');
    const numbers = new Map(agents.map(({ id, number }) => [id, number]));
    const lines = receipts
      .filter(({ state }) => state === 'cancelled')
      .map((receipt) => receiptLine(receipt, numbers.get(receipt.agent)));
    return {
      exitCode: late.length > 0 ? 1 : 0,
      text: call.options['json'] === true ? jsonText(receipts) : lines.join(''),
      problem: null,
      notices: late.map((receipt) => `Too late: ${receiptAdvice(receipt)}`),
    };
  });
};

const edit: QueueAction = async (rest, { ask, agents, receipts: waiting, surroundings }) => {
  const [text, prompt] = [...rest].reverse();
  if (text === undefined || rest.length > 2) {
    return wrongUsage(
      'Say what it is to be: codex-grid queue NAME edit [PROMPT] TEXT, or - for stdin.',
    );
  }
  const chosen = prompt === undefined ? waiting : waiting.filter(({ id }) => id === prompt);
  const [receipt, another] = chosen;
  if (!receipt) return failed(unknownPrompt(prompt ?? null, waiting));
  if (another) {
    return failed(`${chosen.length} prompts wait. Say which: ${listedIds(waiting)}.`);
  }
  const whole = await textFrom(text, surroundings.stdin);
  if ('exitCode' in whole) return whole;
  return ask({ type: 'editPrompt', prompt: receipt.id, text: whole.text }, isReceipt, (edited) => {
    const number = agents.find(({ id }) => id === edited.agent)?.number;
    return done(receiptLine(edited, number));
  });
};

function unknownPrompt(prompt: string | null, waiting: readonly Receipt[]): string {
  const said = prompt === null ? 'No prompt waits' : `No prompt "${prompt}" waits`;
  return waiting.length === 0 ? `${said}.` : `${said}; there are ${listedIds(waiting)}.`;
}

function listedIds(waiting: readonly Receipt[]): string {
  return waiting.map(({ id, title }) => `${id} (${title})`).join(', ');
}

const actions: ReadonlyMap<string, QueueAction> = new Map([
  ['list', list],
  ['cancel', cancel],
  ['edit', edit],
]);
