import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost } from './host-access.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { isRoster } from './replies.ts';
import { withSelected } from './selecting.ts';

export function muteAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const notices = call.options['off'] === true ? 'told' : 'muted';
  return withHost(surroundings, {
    work: (ask) =>
      withSelected(ask, {
        words: call.arguments,
        surroundings,
        whenNone: failed,
        work: ({ agents }) =>
          ask({ type: 'mute', agents: agents.map(({ name }) => name), notices }, isRoster, (all) =>
            done(linesOf(notices === 'muted' ? 'muted' : 'telling of', all)),
          ),
      }),
    without: 'start',
  });
}
