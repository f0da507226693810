import type { AgentId } from '../agent/agent.ts';
import { countedTo, type Ledger } from './ledger.ts';
import { hourMs, type LedgerHour } from './ledger-hours.ts';

/** What an agent's time and tokens went into: these names exactly in `stats --json`. */
export type AgentStats = {
  readonly id: AgentId;
  readonly name: string;
} & Omit<LedgerHour, 'hour'>;

/** Of each agent that ran in that time, to the full hour. A wait that lasts counts as far as it has come. Epoch ms. */
export function statsOf(
  ledger: Ledger,
  { since, now }: { readonly since: number; readonly now: number },
): readonly AgentStats[] {
  return ledger.flatMap((known) => {
    const { agent: id, name, hours, span } = countedTo(known, now);
    const shown = hours.filter(({ hour }) => (hour + 1) * hourMs > since);
    if (shown.length === 0) return [];
    const sum = (key: Exclude<keyof LedgerHour, 'hour'>) =>
      shown.reduce((total, one) => total + one[key], 0);
    const lasting = span?.activity === 'waiting' ? now - span.since : 0;
    return [
      {
        id,
        name,
        workingMs: sum('workingMs'),
        waitingMs: sum('waitingMs'),
        idleMs: sum('idleMs'),
        turns: sum('turns'),
        tokens: sum('tokens'),
        longestWaitMs: Math.max(lasting, ...shown.map(({ longestWaitMs }) => longestWaitMs)),
      },
    ];
  });
}
