import { savedLedger } from '../client/saved-ledger.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { type AgentStats, statsOf } from '../core/ledger/agent-stats.ts';
import type { Call, Surroundings } from './call.ts';
import { type Ask, withHost, withSavedAgents } from './host-access.ts';
import { done, jsonText, type Outcome, wrongUsage } from './outcome.ts';
import { areStats } from './replies.ts';
import { selectedOf, withSelected } from './selecting.ts';
import { sinceInstant } from './since.ts';
import { statsTable } from './stats-table.ts';
import { lookOf } from './table-look.ts';

/** What agents' time and tokens went into. */
export async function agentStats(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const said = call.options['since'];
  const words = typeof said === 'string' ? said : 'today';
  const since = sinceInstant(words, surroundings.now());
  if (since === null) {
    return wrongUsage(
      `--since takes today, 90m, 2h, 3d or a day such as 2026-01-31, not ${words}.`,
    );
  }
  const print = (stats: readonly AgentStats[]) => {
    if (call.options['json']) return done(jsonText(stats));
    return stats.length === 0
      ? done('no agent has run in that time\n')
      : done(statsTable(stats, lookOf(surroundings).paint));
  };
  const among = (ids: readonly string[]) => (stats: readonly AgentStats[]) =>
    print(stats.filter(({ id }) => ids.includes(id)));
  return withHost(surroundings, {
    work: (ask) => ofHost(ask, { call, surroundings, since, print, among }),
    without: (places) =>
      withSavedAgents(places, surroundings, async (agents) => {
        const stats = statsOf(await savedLedger(places.ledger), { since, now: surroundings.now() });
        if (call.arguments.length === 0) return print(stats);
        const selected = selectedOf(agents.map(rosterEntry), call.arguments, surroundings);
        return 'exitCode' in selected
          ? selected
          : among(selected.agents.map(({ id }) => id))(stats);
      }),
  });
}

type Plan = {
  readonly call: Call;
  readonly surroundings: Surroundings;
  readonly since: number;
  readonly print: (stats: readonly AgentStats[]) => Outcome;
  readonly among: (ids: readonly string[]) => (stats: readonly AgentStats[]) => Outcome;
};

/** Where none is named, those that were removed count too. */
function ofHost(ask: Ask, { call, surroundings, since, print, among }: Plan): Promise<Outcome> {
  if (call.arguments.length === 0) return ask({ type: 'stats', since }, areStats, print);
  return withSelected(ask, {
    words: call.arguments,
    surroundings,
    whenNone: (sentence) => done(`${sentence}\n`),
    work: ({ agents }) =>
      ask({ type: 'stats', since }, areStats, among(agents.map(({ id }) => id))),
  });
}
