import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost } from './host-access.ts';
import { done, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';

export async function stopAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const all = call.options['all'] === true;
  if (all === call.arguments.length > 0) {
    return wrongUsage(
      'Say which agents to stop: codex-grid stop NAME..., or codex-grid stop --all.',
    );
  }
  const agents = all ? 'all' : [...call.arguments];
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'stop', agents }, isRoster, (stopped) =>
        done(stopped.length > 0 ? linesOf('stopped', stopped) : 'no agent was running\n'),
      ),
    without: () => (all ? Promise.resolve(done('no agent was running\n')) : noHost()),
  });
}

export function resumeAgent(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const [agent = ''] = call.arguments;
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'resume', agents: [agent], session: 'own' }, isRoster, (resumed) =>
        done(linesOf('resumed', resumed)),
      ),
    without: 'start',
  });
}
