import type { AgentId } from '../../src/core/agent/agent.ts';
import type { PromptId, Receipt } from '../../src/core/prompts/receipt.ts';

/** A receipt of a prompt that waits, but for what the test says. */
export function someReceipt(
  remarkable: Partial<Omit<Receipt, 'id' | 'agent'>> & {
    readonly id?: string;
    readonly agent?: string;
  } = {},
): Receipt {
  return {
    batch: 'b',
    name: 'api',
    title: 'Run the tests',
    when: 'ready',
    state: 'queued',
    why: null,
    queuedAt: 1_700_000_000_000,
    typedAt: null,
    settledAt: null,
    ...remarkable,
    id: (remarkable.id ?? 'p1') as PromptId,
    agent: (remarkable.agent ?? 'a1') as AgentId,
  };
}
