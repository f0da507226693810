import { referredAgent } from '../core/agent-reference.ts';
import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost, withSavedAgents } from './host-access.ts';
import { done, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';

export function removeAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [reference = ''] = call.arguments;
  const remove = (without: Parameters<typeof withHost>[1]['without']) =>
    withHost(surroundings, {
      work: (ask) =>
        ask(
          { type: 'remove', agents: [reference], sessions: 'keep', work: 'keep' },
          isRoster,
          (removed) => done(linesOf('removed', removed)),
        ),
      without,
    });
  // Only the host writes the saved list; it is started for that when the list has the agent.
  return remove(async (places) => {
    const found = await withSavedAgents(places, surroundings, (agents) => {
      const agent = referredAgent(agents, reference);
      return 'problem' in agent ? wrongUsage(agent.problem) : done('');
    });
    return found.exitCode === 0 ? remove('start') : found;
  });
}
