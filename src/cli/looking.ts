import type { Roster } from '../core/agent/agent.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { agentTable } from './agent-table.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost, withSavedAgents } from './host-access.ts';
import { done, jsonText, type Outcome } from './outcome.ts';
import { isRoster, isScreenText } from './replies.ts';
import { selectedOf } from './selecting.ts';
import { lookOf } from './table-look.ts';

// Commands that only look: they never start the host, and never change anything.

export function listAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const print = (roster: Roster) => {
    const words = call.arguments.length > 0 ? call.arguments : ['all'];
    const selected = selectedOf(roster, words, surroundings);
    if ('exitCode' in selected) return selected;
    const { agents } = selected;
    return done(call.options['json'] ? jsonText(agents) : agentTable(agents, lookOf(surroundings)));
  };
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'list' }, isRoster, print),
    without: (places) =>
      withSavedAgents(places, surroundings, (agents) => print(agents.map(rosterEntry))),
  });
}

export function printScreen(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = ''] = call.arguments;
  const styled = call.options['ansi'] === true;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'screen', agent, styled }, isScreenText, ({ lines }) =>
        done(lines.map((line) => `${styled ? line : line.trimEnd()}\n`).join('')),
      ),
    without: noHost,
  });
}
