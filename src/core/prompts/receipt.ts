import type { AgentId } from '../agent/agent.ts';

/** Ours; a short lower-case word, never given before. */
export type PromptId = string & { readonly brand: 'PromptId' };

/** At the end of the turn, into the turn that goes on, or by codex's own queue. At rest all are the same. */
export type PromptWhen = 'ready' | 'now' | 'queue';

/**
 * How far a prompt has come at one agent. `queued` waits for its turn, `held` for something that stands in its way,
 * `typed` stands in codex's composer or was sent from there, `accepted` was echoed by codex; the others are final, too.
 */
export type PromptState =
  | 'queued'
  | 'held'
  | 'typed'
  | 'accepted'
  | 'refused'
  | 'failed'
  | 'cancelled';

/** What became of one prompt at one agent. Instants are epoch ms. */
export type Receipt = {
  readonly id: PromptId;
  /** Of all that were asked for together; chosen by whoever asked. */
  readonly batch: string;
  readonly agent: AgentId;
  /** The agent's when it was asked for. */
  readonly name: string;
  /** The beginning of the text, in one line. */
  readonly title: string;
  readonly when: PromptWhen;
  readonly state: PromptState;
  /** Of `held`, `refused` and `failed`: the reason in a few words; of `typed` once it takes long: that it does. */
  readonly why: string | null;
  readonly queuedAt: number;
  readonly typedAt: number | null;
  /** When it came to its final state. */
  readonly settledAt: number | null;
};

/** Nothing becomes of it any more. */
export function isSettled({ state }: Pick<Receipt, 'state'>): boolean {
  return state !== 'queued' && state !== 'held' && state !== 'typed';
}
