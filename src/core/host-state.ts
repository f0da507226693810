import type {
  Agent,
  AgentId,
  AgentTask,
  GitFacts,
  LaunchFacts,
  Roster,
  SessionId,
  StopPhase,
  Worktree,
} from './agent.ts';
import { type AgentSettings, builtInSettings, type LoadedSettings } from './agent-settings.ts';
import type { ClientId, HostEffect } from './host-events.ts';
import type { Lifecycle } from './lifecycle-memory.ts';

/**
 * Whether the host goes on when its last client leaves, or ends its agents and itself, so that nothing is left
 * of a demo that was killed.
 */
export type HostLifetime = 'own' | 'of-clients';

/** All that the host decides upon. Instants are epoch ms. */
export type HostModel = {
  readonly lifetime: HostLifetime;
  /** In the order of their tiles. */
  readonly agents: readonly AgentRecord[];
  readonly clients: readonly ClientId[];
  readonly pending: readonly Pending[];
  readonly settings: LoadedSettings;
  /** Since when there has been neither a live agent nor a client. */
  readonly lonelySince: number | null;
  /** What the one alarm is set to. */
  readonly wakeAt: number | null;
};

export type AgentRecord = {
  readonly number: number;
  readonly id: AgentId;
  readonly name: string;
  readonly cwd: string;
  /** Chosen at its first start for as long as it lives: its sessions are there. */
  readonly home: string;
  /** What its user said for it; the config's defaults fill the rest at each start. */
  readonly settings: AgentSettings;
  readonly task: AgentTask;
  readonly group: string | null;
  /** The fleet file that describes it. */
  readonly fleet: string | null;
  readonly worktree: Worktree | null;
  readonly git: GitFacts | null;
  readonly launch: LaunchFacts | null;
  /** Newest last; the present one is the lifecycle's. */
  readonly formerSessions: readonly SessionId[];
  readonly lifecycle: Lifecycle;
  /** Set once it was told to end. `until` is when the next phase is due; null after it was killed. */
  readonly stopping: { readonly phase: StopPhase; readonly until: number | null } | null;
};

/** A request that is answered when agents have started or ended. `client` is null once it has left. */
export type Pending = { readonly client: ClientId | null; readonly request: number } & (
  | {
      readonly type: 'start';
      /** Only new agents are taken back when they cannot be started. */
      readonly kind: 'new' | 'again';
      readonly agents: readonly AgentId[];
      readonly failed: readonly { readonly agent: AgentId; readonly reason: string }[];
      readonly waitsFor: readonly AgentId[];
    }
  | { readonly type: 'stop'; readonly agents: readonly AgentId[] }
  | { readonly type: 'stop-host' }
);

export type StepContext = {
  readonly now: number;
  /** Never given before; safe in paths, e.g. `k3f9a2`. */
  readonly newId: string;
};

export type Step = { readonly model: HostModel; readonly effects: readonly HostEffect[] };

export function newHostModel(now: number): HostModel {
  return {
    lifetime: 'own',
    agents: [],
    clients: [],
    pending: [],
    settings: builtInSettings,
    lonelySince: now,
    wakeAt: null,
  };
}

export function isLive(agent: AgentRecord): boolean {
  return agent.lifecycle.memory.process.type !== 'over';
}

export function roster(model: HostModel): Roster {
  return model.agents.map(rosterEntry);
}

export function rosterEntry(agent: AgentRecord): Agent {
  const { lifecycle } = agent;
  return {
    number: agent.number,
    id: agent.id,
    name: agent.name,
    cwd: agent.cwd,
    state: lifecycle.name,
    since: lifecycle.since,
    detail: lifecycle.detail,
    subagents: lifecycle.subagents,
    sessionId: lifecycle.sessionId,
    home: agent.home,
    branch: agent.git?.branch ?? null,
    git: agent.git && {
      added: agent.git.added,
      deleted: agent.git.deleted,
      dirty: agent.git.dirty,
    },
    worktree: agent.worktree?.folder ?? null,
    group: agent.group,
    task: agent.task.type,
    badges: [],
    stopping: agent.stopping?.phase ?? null,
    model: lifecycle.model,
    pid: lifecycle.pid,
    exit: lifecycle.exit,
    context: lifecycle.context,
    queue: 0,
    unread: lifecycle.unread,
  };
}

export function withAgent(model: HostModel, changed: AgentRecord): HostModel {
  return {
    ...model,
    agents: model.agents.map((agent) => (agent.id === changed.id ? changed : agent)),
  };
}

export function agentById(model: HostModel, id: AgentId): AgentRecord | undefined {
  return model.agents.find((agent) => agent.id === id);
}

/** A number stays with its agent; a new one gets the lowest that is free. */
export function freeNumbers(model: HostModel, count: number): readonly number[] {
  const taken = new Set(model.agents.map(({ number }) => number));
  const candidates = Array.from({ length: taken.size + count }, (_, at) => at + 1);
  return candidates.filter((number) => !taken.has(number)).slice(0, count);
}
