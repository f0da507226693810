import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import { jsonValue } from '../text/json-value.ts';
import { countedTo, type Ledger } from './ledger.ts';

const count = v.pipe(v.number(), v.minValue(0));

const savedSchema = v.object({
  version: v.literal(1),
  agents: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      totals: v.record(v.string(), count),
      /** Hour, working, waiting, idle, turns, tokens, longest wait. */
      hours: v.array(v.tuple([count, count, count, count, count, count, count])),
    }),
  ),
});

/** As JSON text, with all time up to now. Who has nothing left in it is left out. */
export function savedLedgerText(ledger: Ledger, now: number): string {
  const agents = ledger
    .map((account) => countedTo(account, now))
    .filter(({ hours, span }) => hours.length > 0 || span !== null)
    .map(({ agent, name, totals, hours }) => ({
      id: agent,
      name,
      totals,
      hours: hours.map((one) => [
        one.hour,
        one.workingMs,
        one.waitingMs,
        one.idleMs,
        one.turns,
        one.tokens,
        one.longestWaitMs,
      ]),
    }));
  return `${JSON.stringify({ version: 1, agents })}\n`;
}

/** Of a host that is over, so nothing in it runs; null where the text is no ledger. */
export function ledgerFromSaved(text: string): Ledger | null {
  const parsed = v.safeParse(savedSchema, jsonValue(text));
  if (!parsed.success) return null;
  return parsed.output.agents.map(({ id, name, totals, hours }) => ({
    agent: id as AgentId,
    name,
    totals,
    span: null,
    hours: hours.map(([hour, workingMs, waitingMs, idleMs, turns, tokens, longestWaitMs]) => ({
      hour,
      workingMs,
      waitingMs,
      idleMs,
      turns,
      tokens,
      longestWaitMs,
    })),
  }));
}
