import { limitedUntil } from '../agent/account-limits.ts';
import type {
  Agent,
  AgentId,
  AgentTask,
  Conflict,
  GitFacts,
  LaunchFacts,
  Roster,
  SessionId,
  StopPhase,
  Worktree,
} from '../agent/agent.ts';
import { badgesOf } from '../agent/badges.ts';
import { askOf } from '../asks/standing-ask.ts';
import type { Digest } from '../digest/digest.ts';
import { conflictBadges } from '../git/conflicts.ts';
import type { Lifecycle } from '../lifecycle/lifecycle-memory.ts';
import { type GatheredNews, nothingGathered } from '../notices/gathered-news.ts';
import { isUnsettled, type PromptJob } from '../prompts/prompt-job.ts';
import {
  type AgentSettings,
  builtInSettings,
  type LoadedSettings,
} from '../settings/agent-settings.ts';
import type { AnswerFor } from './host-asks.ts';
import type { Refusal } from './host-commands.ts';
import type { ClientId, HostEffect } from './host-events.ts';
import type { HookAnswer } from './host-held-asks.ts';
import type { Typing } from './host-hook-waits.ts';
import type { Interrupting } from './host-interrupt.ts';
import type { SeenScreen } from './host-screens.ts';
import type { NewWorktree, SessionStart } from './launch-request.ts';

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
  /** What can still be taken back, newest last. */
  readonly undoable: readonly Undoable[];
  /** Removed agents whose part of the disk is being cleared. */
  readonly clearing: readonly Removed[];
  readonly settings: LoadedSettings;
  readonly typing: Typing;
  readonly hookAnswers: readonly HookAnswer[];
  /** Of what its user is going to be told. */
  readonly gathered: GatheredNews;
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
  /** The conversation that it was forked from, and begins with as long as it has none of its own. */
  readonly origin: Extract<SessionStart, { type: 'fork' }> | null;
  /** What it was to begin with, until a turn has begun: codex may end before, at a dialog or in a crash. */
  readonly firstPrompt: string | null;
  readonly worktree: Worktree | null;
  /** The one it is to get, until it is planned: without it the agent would work in the folder itself. */
  readonly firstWorktree: NewWorktree | null;
  readonly git: GitFacts | null;
  /** With whom it changes the same files. */
  readonly conflicts: readonly Conflict[];
  /** Of the session that is followed. */
  readonly digest: Digest;
  /** Nobody is told when it comes to need its user. */
  readonly muted: boolean;
  readonly pinned: boolean;
  readonly launch: LaunchFacts | null;
  /** Newest last; the present one is the lifecycle's. */
  readonly formerSessions: readonly SessionId[];
  readonly lifecycle: Lifecycle;
  /** Set once it was told to end. */
  readonly stopping: Stopping | null;
  /** Null while nothing is to be decided by it, and until it has been read. */
  readonly screen: SeenScreen | null;
  /**
   * When its user last typed into it, epoch ms. Of keys that come while its screen is read it is told at once and then
   * every quarter of a second; of others it may be null.
   */
  readonly typedAt: number | null;
  /** When a key of ours last answered something in it, epoch ms. */
  readonly pressedAt: number | null;
  /** The answer that is being given. */
  readonly answering: AnswerFor | null;
  /** The turn that is being interrupted. */
  readonly interrupting: Interrupting | null;
  /** Prompts on their way into it, and the newest of those that came to an end; oldest first. */
  readonly prompts: readonly PromptJob[];
  /** When the door for them may go on without any news. */
  readonly promptsWakeAt: number | null;
};

export type Stopping = {
  readonly phase: StopPhase;
  /** When its next step is due; null after it was killed. */
  readonly until: number | null;
  /** Keys pressed so far. */
  readonly presses: number;
};

export type StartFailure = {
  readonly agent: AgentId;
  readonly reason: string;
  readonly kind?: Refusal['reason'];
};

/** A request that is answered when agents have started or ended. `client` is null once it has left. */
export type Pending = { readonly client: ClientId | null; readonly request: number } & (
  | {
      readonly type: 'start';
      /** Only new agents are taken back when they cannot be started. */
      readonly kind: 'new' | 'again';
      readonly agents: readonly AgentId[];
      readonly failed: readonly StartFailure[];
      readonly waitsFor: readonly AgentId[];
      /** What there is to say of the launches, each sentence once. */
      readonly notices: readonly string[];
    }
  | { readonly type: 'stop'; readonly agents: readonly AgentId[] }
  | { readonly type: 'stop-host' }
);

/** `position` is the one it had among the tiles. What is said of sessions and work is done when it cannot be undone. */
export type Removed = {
  readonly agent: AgentRecord;
  readonly position: number;
  readonly sessions: 'keep' | 'purge';
  readonly work: 'keep' | 'lose';
};

/** `until` is epoch ms. */
export type Undoable = {
  readonly what:
    | { readonly type: 'removed'; readonly removed: readonly Removed[] }
    | { readonly type: 'renamed'; readonly agent: AgentId; readonly from: string };
  readonly until: number;
};

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
    undoable: [],
    clearing: [],
    settings: builtInSettings,
    typing: [],
    hookAnswers: [],
    gathered: nothingGathered,
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
    git: agent.git?.changes ?? null,
    worktree: agent.worktree?.folder ?? null,
    group: agent.group,
    repository: repositoryOf(agent),
    task: agent.task.type,
    badges: [
      ...badgesOf(agent.launch),
      ...conflictBadges(agent.conflicts),
      ...(agent.muted ? [{ text: 'muted', tone: 'quiet' } as const] : []),
      ...(agent.pinned ? [{ text: 'pinned', tone: 'quiet' } as const] : []),
    ],
    stopping: agent.stopping?.phase ?? null,
    model: lifecycle.model,
    pid: lifecycle.pid,
    exit: lifecycle.exit,
    context: lifecycle.context,
    queue: agent.prompts.filter(isUnsettled).length,
    ask: askOf(agent),
    unread: lifecycle.unread,
    conflicts: agent.conflicts,
    muted: agent.muted,
    digest: agent.digest,
    limits: lifecycle.limits,
    limitedUntil: limitedUntil({ ...lifecycle, state: lifecycle.name }),
    pinned: agent.pinned,
  };
}

function repositoryOf({ worktree, git }: AgentRecord): string | null {
  return worktree?.repository ?? git?.work?.repository.replace(/\/\.git$/, '') ?? null;
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
