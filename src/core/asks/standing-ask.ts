import type { AgentRecord } from '../host/host-state.ts';
import { approvalAsk } from './approval-ask.ts';
import { dialogAsk } from './dialog-ask.ts';
import { heldAsk } from './held-ask.ts';
import type { PendingAsk } from './pending-ask.ts';
import { questionAsk } from './question-ask.ts';

/** What is looked at to know what an agent waits with. */
export type AskingAgent = Pick<
  AgentRecord,
  'lifecycle' | 'screen' | 'launch' | 'cwd' | 'task' | 'typedAt' | 'pressedAt'
>;

/** How one answer is given. Keys are named as in `write-keys`. */
export type Way = {
  readonly number: number;
  /** The one that decides. */
  readonly key: string;
  /** Where that decides for the highlighted choice: whether it is this one, and what makes it so. */
  readonly highlight: { readonly isHere: boolean; readonly key: string } | null;
};

/** What an agent waits with, and how it is answered. */
export type StandingAsk = {
  readonly ask: PendingAsk;
  /** Of every choice. */
  readonly ways: readonly Way[];
  /** Names the request for as long as nobody types: after a key it may be another one that looks the same. */
  readonly key: string;
  /** Whether a hook told of it. */
  readonly isTold: boolean;
  /** The subagent that asks, by codex's id; null for the root, and where it is not known. */
  readonly subagentId: string | null;
  /** When a key that went in gave it the id that it has now, epoch ms; null when none has. */
  readonly renamedAt: number | null;
  /** When the last witness came to say what it says now, epoch ms. */
  readonly agreedAt: number;
};

/** Null for an agent that waits for nobody. */
export function standingAsk(agent: AskingAgent): StandingAsk | null {
  if (agent.task.type !== 'session') return null;
  switch (agent.lifecycle.name) {
    case 'approval':
      return approvalAsk(agent);
    case 'question':
      return questionAsk(agent);
    case 'dialog':
      return dialogAsk(agent);
    default:
      return null;
  }
}

export function askOf(agent: AskingAgent): PendingAsk | null {
  return (heldAsk(agent) ?? standingAsk(agent))?.ask ?? null;
}
