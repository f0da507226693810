import type { Agent } from '../core/agent/agent.ts';
import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, replyOf, withHost } from './host-access.ts';
import { done, type Outcome } from './outcome.ts';
import { isNothing } from './replies.ts';
import { type Selected, withSelected } from './selecting.ts';

/** Interrupts turns, and goes on to the next agent where one cannot be. */
export function interruptAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHost(surroundings, {
    work: (ask) =>
      withSelected(ask, {
        words: call.arguments,
        surroundings,
        whenNone: (sentence) => done(`${sentence}\n`),
        work: async (selected) => {
          const agents = interruptible(selected);
          if (agents.length === 0) return done('no agent was working\n');
          const outcomes = await Promise.all(
            agents.map((agent) =>
              replyOf(ask, { type: 'interrupt', agent: agent.name }, isNothing),
            ),
          );
          const refusals = outcomes.flatMap((outcome) =>
            'exitCode' in outcome ? [outcome.problem ?? ''] : [],
          );
          const interrupted = agents.filter((_agent, at) => 'value' in (outcomes[at] ?? {}));
          return {
            exitCode: refusals.length > 0 ? 1 : 0,
            text: linesOf('interrupted', interrupted),
            problem: null,
            notices: refusals,
          };
        },
      }),
    without: noHost,
  });
}

/** Who names an agent is told that it does nothing; who names a group means those of it that work. */
function interruptible({ agents, named }: Selected): readonly Agent[] {
  return agents.filter(({ id, state }) => state === 'working' || named.has(id));
}
