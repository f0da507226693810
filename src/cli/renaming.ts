import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { withHost } from './host-access.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { isAgent, isText } from './replies.ts';

export function renameAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = '', name = ''] = call.arguments;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'rename', agent, name }, isAgent, (renamed) =>
        done(linesOf(`renamed ${agent} to`, [renamed])),
      ),
    without: 'start',
  });
}

/** Takes back the last removal or renaming. */
export function undoLast(_call: Call, surroundings: Surroundings): Promise<Outcome> {
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'undo' }, isText, (told) => done(`${told}\n`)),
    without: async () =>
      failed('There is nothing to undo: no host is running, and only it remembers.'),
  });
}
