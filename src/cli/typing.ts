import type { Call, Surroundings } from './call.ts';
import { noHost, withHost } from './host-access.ts';
import { done, type Outcome } from './outcome.ts';
import { isNothing } from './replies.ts';

export function typeKeys(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = '', ...keys] = call.arguments;
  const literal = call.options['literal'] === true;
  return withHost(surroundings, {
    work: (ask) => ask({ type: 'keys', agent, keys, literal }, isNothing, () => done('')),
    without: noHost,
  });
}
