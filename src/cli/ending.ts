import type { Agent } from '../core/agent/agent.ts';
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
        done(stopped.length > 0 ? stopLines(stopped) : 'no agent was running\n'),
      ),
    without: () => (all ? Promise.resolve(done('no agent was running\n')) : noHost()),
  });
}

/** One that had to be killed lost what it was about to write. */
function stopLines(stopped: readonly Agent[]): string {
  const wasKilled = ({ exit }: Agent) => exit?.signal === 'SIGKILL';
  return stopped.map((agent) => linesOf(wasKilled(agent) ? 'killed' : 'stopped', [agent])).join('');
}

export async function resumeAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const all = call.options['all'] === true;
  if (all === call.arguments.length > 0) {
    return wrongUsage(
      'Say which agents to resume: codex-grid resume NAME..., or codex-grid resume --all.',
    );
  }
  const agents = all ? 'all' : [...call.arguments];
  const session = call.options['fresh'] === true ? 'fresh' : 'own';
  return withHost(surroundings, {
    work: (ask) =>
      ask({ type: 'resume', agents, session }, isRoster, (resumed) =>
        done(resumed.length > 0 ? linesOf('resumed', resumed) : 'no agent had ended\n'),
      ),
    without: 'start',
  });
}
