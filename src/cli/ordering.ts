import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost } from './host-access.ts';
import { done, failed, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';
import { withSelected } from './selecting.ts';

export function pinAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const place = call.options['off'] === true ? 'free' : 'pinned';
  return withHost(surroundings, {
    work: (ask) =>
      withSelected(ask, {
        words: call.arguments,
        surroundings,
        whenNone: failed,
        work: ({ agents }) =>
          ask({ type: 'pin', agents: agents.map(({ name }) => name), place }, isRoster, (all) =>
            done(linesOf(place === 'pinned' ? 'pinned' : 'let go of', all)),
          ),
      }),
    without: noHost,
  });
}

export async function moveAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = ''] = call.arguments;
  const { before, after } = call.options;
  const sides = [before, after].filter((given) => typeof given === 'string');
  const [beside] = sides;
  if (beside === undefined || sides.length > 1) {
    return wrongUsage('Say where it goes: --before NAME or --after NAME.');
  }
  const side = typeof before === 'string' ? 'before' : 'behind';
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'place', agent, beside, side }, isRoster, (all) => {
        // As screens show them.
        const tiles = all.toSorted((left, right) => Number(right.pinned) - Number(left.pinned));
        return done(`${tiles.map(({ name }) => name).join(' ')}\n`);
      }),
    without: noHost,
  });
}
