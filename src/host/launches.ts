import type { AgentId } from '../core/agent.ts';
import type { ProcessEvidence } from '../core/evidence.ts';
import type { LaunchRequest, PreparedFacts } from '../core/host-events.ts';
import type { ScreenSize } from '../core/terminal-sequence.ts';
import type { AgentTerminals } from './agent-terminals.ts';
import type { PreparedLaunch } from './codex-launch.ts';

export type Launches = {
  /** Answered by `onFact`: started, or not-started. */
  readonly launch: (request: LaunchRequest) => void;
  /** One that is still being prepared does not start any more. */
  readonly forget: (agent: AgentId) => void;
};

export type LaunchOptions = {
  readonly prepareLaunch: (request: LaunchRequest) => Promise<PreparedLaunch>;
  readonly terminals: Pick<AgentTerminals, 'start'>;
  readonly sizeOf: (agent: AgentId) => ScreenSize;
  /** Before the fact that it started. */
  readonly onPrepared: (agent: AgentId, facts: PreparedFacts) => void;
  readonly onFact: (agent: AgentId, fact: ProcessEvidence['fact']) => void;
  readonly onNotice: (message: string) => void;
};

export function launches(options: LaunchOptions): Launches {
  const newest = new Map<AgentId, LaunchRequest>();

  const start = async (request: LaunchRequest): Promise<ProcessEvidence['fact'] | null> => {
    const { agent } = request;
    const prepared = await options.prepareLaunch(request);
    if (newest.get(agent) !== request) return null;
    if (!prepared.ok) return { type: 'not-started', reason: prepared.problem };
    for (const notice of prepared.notices) options.onNotice(notice);
    options.onPrepared(agent, prepared.facts);
    const started = options.terminals.start(agent, prepared, options.sizeOf(agent));
    return 'problem' in started
      ? { type: 'not-started', reason: started.problem }
      : { type: 'started', pid: started.pid };
  };

  return {
    launch(request) {
      newest.set(request.agent, request);
      start(request).then(
        (fact) => fact && options.onFact(request.agent, fact),
        (error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          options.onFact(request.agent, {
            type: 'not-started',
            reason: `Codex could not be started: ${reason}`,
          });
        },
      );
    },
    forget: (agent) => newest.delete(agent),
  };
}
