import type { AgentId, Exit } from '../core/agent/agent.ts';
import type { PreparedFacts } from '../core/host/host-events.ts';
import type { LaunchRequest } from '../core/host/launch-request.ts';
import type { ProcessEvidence } from '../core/lifecycle/evidence.ts';
import type { ScreenSize } from '../core/terminal/terminal-sequence.ts';
import type { PreparedLaunch } from './codex/codex-launch.ts';
import type { PreparedPlace, WorktreeSetup } from './git/worktrees.ts';
import type { AgentTerminals } from './terminal/agent-terminals.ts';

export type Launches = {
  /** Answered by `onFact`: started, or not-started. */
  readonly launch: (request: LaunchRequest) => void;
  /** One that is still being prepared does not start any more. */
  readonly forget: (agent: AgentId) => void;
};

export type LaunchOptions = {
  /** Its answer's request goes on to `prepareLaunch`. */
  readonly preparePlace: (
    request: LaunchRequest,
    onPlanned: (facts: PreparedFacts) => void,
  ) => Promise<PreparedPlace>;
  readonly prepareLaunch: (request: LaunchRequest) => Promise<PreparedLaunch>;
  readonly terminals: Pick<AgentTerminals, 'start'>;
  readonly sizeOf: (agent: AgentId) => ScreenSize;
  /** Before the fact that it started. */
  readonly onPrepared: (agent: AgentId, facts: PreparedFacts) => void;
  readonly onFact: (agent: AgentId, fact: ProcessEvidence['fact']) => void;
  readonly onNotice: (agent: AgentId, message: string) => void;
};

export function launches(options: LaunchOptions): Launches {
  const newest = new Map<AgentId, LaunchRequest>();
  /** What holds for many agents, or at every start, is read once. */
  const told = new Set<string>();

  /** Null once it has succeeded. Its output is on the agent's screen, and stays there when it failed. */
  const setUp = (
    agent: AgentId,
    { command, program, facts }: WorktreeSetup,
  ): Promise<ProcessEvidence['fact'] | null> =>
    new Promise((resolve) => {
      const onExit = (exit: Exit) => {
        if (exit.code !== 0 || exit.signal !== null) return resolve({ type: 'exited', exit });
        options.onPrepared(agent, facts);
        options.onFact(agent, { type: 'set-up' });
        resolve(null);
      };
      const size = options.sizeOf(agent);
      const started = options.terminals.start(agent, { ...program, onExit }, size);
      if ('problem' in started) {
        resolve({ type: 'not-started', reason: started.problem });
      } else {
        options.onFact(agent, { type: 'setting-up', pid: started.pid, command });
      }
    });

  const startCodex = async (
    place: Extract<PreparedPlace, { ok: true }>,
    isWanted: () => boolean,
  ): Promise<ProcessEvidence['fact'] | null> => {
    const { agent } = place.request;
    const prepared = await options.prepareLaunch(place.request);
    if (!isWanted()) return null;
    if (!prepared.ok) {
      if (place.setup === null) await place.takeBack();
      const { problem: reason, kind } = prepared;
      return { type: 'not-started', reason, ...(kind && { kind }) };
    }
    const news = prepared.notices.filter((notice) => !told.has(notice));
    for (const notice of news) {
      told.add(notice);
      options.onNotice(agent, notice);
    }
    options.onPrepared(agent, prepared.facts);
    const started = options.terminals.start(agent, prepared, options.sizeOf(agent));
    return 'problem' in started
      ? { type: 'not-started', reason: started.problem }
      : { type: 'started', pid: started.pid, ...(place.request.prompt && { prompted: true }) };
  };

  const start = async (request: LaunchRequest): Promise<ProcessEvidence['fact'] | null> => {
    const { agent } = request;
    const isWanted = () => newest.get(agent) === request;
    const place = await options.preparePlace(request, (facts) => options.onPrepared(agent, facts));
    if (!isWanted()) return null;
    if (!place.ok) return { type: 'not-started', reason: place.problem };
    for (const notice of place.notices) options.onNotice(agent, notice);
    options.onPrepared(agent, place.facts);
    const failure = place.setup && (await setUp(agent, place.setup));
    if (!isWanted()) return null;
    return failure ?? startCodex(place, isWanted);
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
