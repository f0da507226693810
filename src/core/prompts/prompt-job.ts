import type { AgentId } from '../agent/agent.ts';
import type { PromptCommands } from './prompt-text.ts';
import type { PromptId, PromptState, PromptWhen, Receipt } from './receipt.ts';

/** One prompt on its way into one agent. Instants are epoch ms. */
export type PromptJob = {
  readonly id: PromptId;
  readonly batch: string;
  /** The agent's name when it was asked for. */
  readonly name: string;
  /** As `promptText` gives it; empty for a settled one that was long. */
  readonly text: string;
  readonly title: string;
  readonly when: PromptWhen;
  readonly commands: PromptCommands;
  readonly queuedAt: number;
  /** When it was pasted. */
  readonly typedAt: number | null;
  readonly stage: PromptStage;
};

export type PromptStage =
  /** Nothing of it was typed. `why` is what stands in its way; `notBefore` an instant to try again at. */
  | { readonly type: 'waiting'; readonly why: string | null; readonly notBefore: number }
  /** A paste was ordered, and may have been carried out. */
  | { readonly type: 'pasting' }
  /**
   * It was pasted, and its sending is still to come. `why` says that it takes long, and what for; `notBefore` is an instant
   * to try again at.
   */
  | (Typed<'pasted'> & { readonly notBefore: number })
  /** The key that sends it was ordered, and may have been carried out. */
  | (Typed<'sending'> & { readonly shown: string })
  /**
   * The key was pressed. `left` once the composer shows that it took the text, `looks` is how often it was looked for in
   * what codex has written since.
   */
  | (Typed<'sent'> & {
      readonly shown: string;
      readonly pressedAt: number;
      readonly left: boolean;
      readonly looks: number;
    })
  /** Nobody will tell any more. To be looked for in what codex has written at `at`, and failed if it is not there. */
  | { readonly type: 'missed'; readonly at: number; readonly asked: boolean; readonly why: string }
  | {
      readonly type: 'settled';
      readonly state: Extract<PromptState, 'accepted' | 'refused' | 'failed' | 'cancelled'>;
      readonly why: string | null;
      readonly at: number;
      /** When the hook ran that told of it; null when none did. */
      readonly takenAt: number | null;
    };

type Typed<Type extends string> = {
  readonly type: Type;
  /** Whether it is on the disk that it was typed: only then it may be sent. */
  readonly isSaved: boolean;
  /** How often the key was pressed. */
  readonly presses: number;
  readonly why: string | null;
};

/** Characters: a settled one is kept for a look, or to be sent again. */
const keptTextLimit = 20_000;

export function isUnsettled({ stage }: PromptJob): boolean {
  return stage.type !== 'settled';
}

export function settledJob(
  job: PromptJob,
  state: Extract<PromptState, 'accepted' | 'refused' | 'failed' | 'cancelled'>,
  {
    why,
    at,
    takenAt = null,
  }: { readonly why: string | null; readonly at: number; readonly takenAt?: number | null },
): PromptJob {
  const text = job.text.length > keptTextLimit ? '' : job.text;
  return { ...job, text, stage: { type: 'settled', state, why, at, takenAt } };
}

export function receiptOf(job: PromptJob, agent: AgentId): Receipt {
  const { id, batch, name, title, when, queuedAt, typedAt, stage } = job;
  const common = { id, batch, agent, name, title, when, queuedAt, typedAt };
  switch (stage.type) {
    case 'waiting':
      return {
        ...common,
        state: stage.why === null ? 'queued' : 'held',
        why: stage.why,
        settledAt: null,
      };
    case 'pasting':
    case 'missed':
      return { ...common, state: 'typed', why: null, settledAt: null };
    case 'pasted':
    case 'sending':
    case 'sent':
      return { ...common, state: 'typed', why: stage.why, settledAt: null };
    case 'settled':
      return { ...common, state: stage.state, why: stage.why, settledAt: stage.at };
    default:
      return stage satisfies never;
  }
}
