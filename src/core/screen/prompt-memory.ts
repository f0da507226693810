import { isSettled, type Receipt } from '../prompts/receipt.ts';
import type { TextEditor } from './text-editor.ts';

/** What a screen knows of prompts beside the one that is being written. */
export type PromptMemory = {
  /** Begins the names of this screen's batches: no two screens have the same. */
  readonly source: string;
  readonly batches: number;
  /** What was sent before, newest last. */
  readonly history: readonly string[];
  /** What was written and not sent, by what it was for. */
  readonly drafts: Readonly<Record<string, TextEditor>>;
  /** Whom the last broadcast went to, as it was typed. */
  readonly lastTo: string;
  /** Those that the host told of, oldest first. */
  readonly receipts: readonly Receipt[];
};

export function promptMemory(start: {
  readonly source: string;
  readonly history: readonly string[];
}): PromptMemory {
  return { ...start, batches: 0, drafts: {}, lastTo: '', receipts: [] };
}

/** As many as anybody looks back through. */
const historyLimit = 200;

/** Said again it only moves to the end. */
export function remembered(memory: PromptMemory, text: string): PromptMemory {
  const others = memory.history.filter((entry) => entry !== text);
  return { ...memory, history: [...others, text].slice(-historyLimit) };
}

export function withDraft(
  memory: PromptMemory,
  purpose: string,
  draft: TextEditor | null,
): PromptMemory {
  const { [purpose]: _former, ...others } = memory.drafts;
  return { ...memory, drafts: draft === null ? others : { ...others, [purpose]: draft } };
}

/**
 * With those of a reply, which may come after news that is newer: they count where nothing was known, and where they
 * are settled.
 */
export function withReplied(memory: PromptMemory, replied: readonly Receipt[]): PromptMemory {
  const known = new Map(memory.receipts.map((receipt) => [receipt.id, receipt]));
  const isNews = (receipt: Receipt) => {
    const before = known.get(receipt.id);
    return before === undefined || (isSettled(receipt) && !isSettled(before));
  };
  return withReceipts(memory, replied.filter(isNews));
}

/** Two broadcasts to as many agents as there can be. */
const settledLimit = 200;

/** With those that have changed; of what is settled only the newest are kept. */
export function withReceipts(memory: PromptMemory, changed: readonly Receipt[]): PromptMemory {
  if (changed.length === 0) return memory;
  const byId = new Map([...memory.receipts, ...changed].map((receipt) => [receipt.id, receipt]));
  const all = [...byId.values()];
  const settled = all.filter(isSettled).slice(-settledLimit);
  return { ...memory, receipts: all.filter((one) => !isSettled(one) || settled.includes(one)) };
}
