import type { HostCommand } from '../../src/core/host/host-commands.ts';
import { isSettled, type Receipt } from '../../src/core/prompts/receipt.ts';
import type { HostPort } from '../../src/wire/host-port.ts';

type PromptCommand = Extract<HostCommand, { type: 'prompt' }>;

/** Sends prompts and hears what becomes of them. */
export type PromptSender = {
  /** The first receipt of each. */
  readonly send: (
    prompts: PromptCommand['prompts'],
    options?: Partial<PromptCommand>,
  ) => Promise<readonly Receipt[]>;
  /** The newest receipt once it is as wanted; fails with what became of it instead. */
  readonly until: (
    receipt: Receipt,
    what: string,
    isSeen: (receipt: Receipt) => boolean,
  ) => Promise<Receipt>;
  readonly settled: (receipt: Receipt) => Promise<Receipt>;
  /** Every receipt that came of it, oldest first. */
  readonly story: (receipt: Receipt) => readonly Receipt[];
  readonly ask: (command: HostCommand) => Promise<unknown>;
};

const patienceMs = 30_000;
let batches = 0;

export function promptSender(host: HostPort): PromptSender {
  const told = new Map<string, Receipt[]>();
  const listeners = new Set<() => void>();
  const hear = (receipts: readonly Receipt[]) => {
    for (const receipt of receipts) {
      told.set(receipt.id, [...(told.get(receipt.id) ?? []), receipt]);
    }
    for (const listener of listeners) listener();
  };
  host.onReceipts(hear);
  const ask = async (command: HostCommand) => {
    const reply = await host.request(command);
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.value;
  };
  const until: PromptSender['until'] = ({ id, title }, what, isSeen) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const newest = told.get(id)?.at(-1);
        if (newest && isSeen(newest)) finish(() => resolve(newest));
      };
      const finish = (end: () => void) => {
        clearTimeout(timer);
        listeners.delete(look);
        end();
      };
      const timer = setTimeout(() => {
        const newest = told.get(id)?.at(-1);
        const state = `${newest?.state} (${newest?.why})`;
        finish(() => reject(new Error(`"${title}" was to be ${what}, and is ${state}`)));
      }, patienceMs);
      listeners.add(look);
      look();
    });
  return {
    ask,
    until,
    settled: (receipt) => until(receipt, 'settled', isSettled),
    story: ({ id }) => told.get(id) ?? [],
    async send(prompts, options = {}) {
      batches += 1;
      const batch = `batch-${batches}`;
      const common = { type: 'prompt', batch, when: 'ready', commands: 'send-as-text' } as const;
      const receipts = await ask({ ...common, ...options, prompts });
      const given = receipts as readonly Receipt[];
      hear(given.filter(({ id }) => !told.has(id)));
      return given;
    },
  };
}
