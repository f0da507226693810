import type { AgentId } from '../core/agent/agent.ts';
import { agentById } from '../core/host/host-state.ts';
import type { Evidence } from '../core/lifecycle/evidence.ts';
import { programOf } from '../core/settings/agent-settings.ts';
import { bugText } from './bug-text.ts';
import type { LinkWatch } from './codex/link-watch.ts';
import type { HostSurroundings } from './host.ts';
import type { HostLoop } from './host-loop.ts';
import { type Launches, launches } from './launches.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';
import type { TileSizes } from './terminal/tile-sizes.ts';

export type HostLaunchesOptions = {
  readonly surroundings: Pick<
    HostSurroundings,
    'checkHooks' | 'log' | 'now' | 'prepareLaunch' | 'worktrees'
  >;
  readonly loop: HostLoop;
  readonly terminals: Pick<AgentTerminals, 'start'>;
  readonly sizes: Pick<TileSizes, 'sizeOf'>;
  readonly links: Pick<LinkWatch, 'follow'>;
  readonly hear: (agent: AgentId, evidence: Evidence) => void;
  readonly notice: (message: string) => void;
};

/** Launches by the settings of the model, which hears how each of them goes. */
export function hostLaunches(options: HostLaunchesOptions): Launches {
  const { surroundings, loop, links, hear, terminals, sizes } = options;
  const { log, now, prepareLaunch, worktrees } = surroundings;
  // Beside the launch, which is not held up by it.
  const checkHooks = (agent: AgentId) => {
    surroundings.checkHooks().then(
      (health) => loop.dispatch({ type: 'hooks-checked', agent, health }),
      (error: unknown) => log('hooks-unchecked', { agent, error: bugText(error) }),
    );
  };
  return launches({
    prepareLaunch,
    preparePlace: (request, onPlanned) =>
      worktrees.prepare(request, programOf(loop.model().settings).worktree, onPlanned),
    terminals,
    sizeOf: sizes.sizeOf,
    onFact: (agent, fact) => hear(agent, { witness: 'process', at: now(), fact }),
    onPrepared(agent, facts) {
      loop.dispatch({ type: 'prepared', agent, facts });
      if (facts.launch && agentById(loop.model(), agent)?.home === 'isolated') {
        links.follow(agent, facts.launch.codexHome);
      }
      if (facts.launch?.hooks.type === 'unverified') checkHooks(agent);
    },
    onNotice(agent, message) {
      loop.dispatch({ type: 'noticed', agent, message });
      options.notice(message);
    },
  });
}
