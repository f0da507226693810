import type { Agent } from '../core/agent/agent.ts';
import { linesOf } from './agent-lines.ts';
import type { Call, Surroundings } from './call.ts';
import { noHost, withHost } from './host-access.ts';
import { done, type Outcome, wrongUsage } from './outcome.ts';
import { isRoster } from './replies.ts';
import { type Selected, withSelected } from './selecting.ts';

export async function stopAgents(call: Call, surroundings: Surroundings): Promise<Outcome> {
  const all = call.options['all'] === true;
  if (all === call.arguments.length > 0) {
    return wrongUsage(
      'Say which agents to stop: codex-grid stop NAME..., or codex-grid stop --all.',
    );
  }
  return withHost(surroundings, {
    work: (ask) => {
      const stop = (agents: 'all' | string[]) =>
        ask({ type: 'stop', agents }, isRoster, (stopped) =>
          done(stopped.length > 0 ? stopLines(stopped) : 'no agent was running\n'),
        );
      if (all) return stop('all');
      return withSelected(ask, {
        words: call.arguments,
        surroundings,
        whenNone: doneWith,
        work: ({ agents }) => stop(agents.map(({ name }) => name)),
      });
    },
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
  const session = call.options['fresh'] === true ? 'fresh' : 'own';
  return withHost(surroundings, {
    work: (ask) => {
      const resume = (agents: 'all' | string[]) =>
        ask({ type: 'resume', agents, session }, isRoster, (resumed) =>
          done(resumed.length > 0 ? linesOf('resumed', resumed) : noneHadEnded),
        );
      if (all) return resume('all');
      return withSelected(ask, {
        words: call.arguments,
        surroundings,
        whenNone: doneWith,
        work: (selected) => {
          const agents = resumable(selected);
          return agents.length > 0 ? resume(agents.map(({ name }) => name)) : done(noneHadEnded);
        },
      });
    },
    without: 'start',
  });
}

const noneHadEnded = 'no agent had ended\n';

/** Who names an agent is told that it runs; who names a group means those of it that have ended. */
function resumable({ agents, named }: Selected): readonly Agent[] {
  return agents.filter(({ id, state }) => state === 'ended' || named.has(id));
}

function doneWith(sentence: string): Outcome {
  return done(`${sentence}\n`);
}
