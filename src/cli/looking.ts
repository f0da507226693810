import type { Roster } from '../core/agent/agent.ts';
import { referredAgent } from '../core/agent/agent-reference.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { builtInSettings } from '../core/settings/agent-settings.ts';
import { toldForAgent } from '../core/settings/settings-resolve.ts';
import { agentDetails, settingsText } from './agent-details.ts';
import { agentTable } from './agent-table.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost, withSavedAgents } from './host-access.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { isRoster, isScreenText, isShown } from './replies.ts';
import { selectedOf } from './selecting.ts';
import { lookOf } from './table-look.ts';
import { whyText } from './why-table.ts';

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

export function showAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  const { json, why: withWhy } = call.options;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'show', agent: reference }, isShown, (shown) => {
        const { agent, why, transitions, disagreements, ...more } = shown;
        const past = { why, transitions, disagreements };
        if (json) return done(jsonText({ ...agent, ...more, ...(withWhy && past) }));
        const { launch, settings } = more;
        const look = lookOf(surroundings);
        const text = agentDetails(agent, launch, look) + settingsText(settings, look);
        return done(text + (withWhy ? whyText(past, look) : ''));
      }),
    without: (places) =>
      withSavedAgents(places, surroundings, (agents) => {
        const found = referredAgent(agents, reference);
        if ('problem' in found) return failed(found.problem);
        const agent = rosterEntry(found);
        const settings = toldForAgent(builtInSettings, found);
        const { launch, formerSessions, lifecycle } = found;
        const { rolloutPath } = lifecycle;
        const all = { ...agent, settings, launch, formerSessions, rolloutPath };
        const past = { why: [], transitions: [], disagreements: [] };
        if (json) return done(jsonText({ ...all, ...(withWhy && past) }));
        const look = lookOf(surroundings);
        const text = agentDetails(agent, launch, look) + settingsText(settings, look);
        return done(text + (withWhy ? whyText(past, look) : ''));
      }),
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
