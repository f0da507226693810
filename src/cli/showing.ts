import { referredAgent } from '../core/agent/agent-reference.ts';
import { rosterEntry } from '../core/host/host-state.ts';
import { builtInSettings } from '../core/settings/agent-settings.ts';
import { toldForAgent } from '../core/settings/settings-resolve.ts';
import { agentDetails, settingsText } from './agent-details.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost, withSavedAgents } from './host-access.ts';
import { done, failed, jsonText, type Outcome } from './outcome.ts';
import { isShown } from './replies.ts';
import { lookOf } from './table-look.ts';
import { whyText } from './why-table.ts';

/** Never starts the host, and never changes anything. */
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
