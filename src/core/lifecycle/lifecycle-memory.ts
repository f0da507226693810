import type { AccountLimits } from '../agent/account-limits.ts';
import type { ContextUse, Exit, SessionId } from '../agent/agent.ts';
import type { InBandEvidence, MarkerEvidence } from './evidence.ts';
import type { LifecycleName } from './lifecycle-table.ts';
import type { Disagreement, Transition, Why } from './why.ts';

/** What an agent is doing, as far as the evidence says. Instants are epoch ms. */
export type Lifecycle = {
  readonly name: LifecycleName;
  readonly since: number;
  /** One short plain line: the command that waits or runs, an error's message, a dialog's name. */
  readonly detail: string | null;
  /** Subagents whose turn goes on. */
  readonly subagents: number;
  readonly unread: boolean;
  readonly sessionId: SessionId | null;
  /** The rollout of that session. */
  readonly rolloutPath: string | null;
  readonly model: string | null;
  readonly context: ContextUse | null;
  /** Of the account that it works with. */
  readonly limits: AccountLimits | null;
  readonly pid: number | null;
  readonly exit: Exit | null;
  /** Which of the reducer's rules decided last. */
  readonly rule: string;
  /** When `elapse` may decide something without new evidence. */
  readonly wakeAt: number | null;
  /** The last evidence, oldest first. */
  readonly why: Why;
  /** The last ones, oldest first. */
  readonly transitions: readonly Transition[];
  readonly disagreements: readonly Disagreement[];
  readonly memory: Memory;
};

/** What the witnesses have said, as far as it still matters. */
export type Memory = {
  readonly process: ProcessFact;
  readonly inBand: InBand | null;
  readonly dialog: string | null;
  /** What was last sent to it at rest, and whether that is known to be a prompt; null before the first in this process. */
  readonly sent: { readonly at: number; readonly isPrompt: boolean } | null;
  /** When it was last told to leave off from work. */
  readonly cancelledAt: number | null;
  /** What was refused last, with what the tile said; null once codex asks for something else. */
  readonly declined: {
    readonly at: number;
    readonly name: VerdictName;
    readonly detail: string | null;
    /** Whether in-band had not said yet that codex asks. */
    readonly isAhead: boolean;
  } | null;
  /** Hooks that wait for the user's answer, oldest first. */
  readonly hookWaits: readonly HookWait[];
  /** The last that ended without one, and when. */
  readonly leftWait: (HookWait & { readonly leftAt: number }) | null;
  /** Who is asked for leave, in codex's word; null while that is not known. */
  readonly reviewer: string | null;
  readonly root: Thread;
  /** By codex's id of the subagent. */
  readonly subagents: Readonly<Record<string, Thread>>;
  /** Since when our session is ours; null while no marker of this process has named one. */
  readonly rootedAt: number | null;
  /** When codex told the end of our session; null when it has gone on since. */
  readonly sessionEndedAt: number | null;
  /** Markers of other sessions, newest last: a session may become ours by a marker that comes late. */
  readonly foreign: readonly MarkerEvidence[];
  /** What decided last. */
  readonly verdict: VerdictName;
};

/** `finished` shows as `done` until somebody looks, then as `ready`. */
export type VerdictName = Exclude<LifecycleName, 'done'> | 'finished';

export type ProcessFact =
  | { readonly type: 'awaited' }
  | { readonly type: 'setting-up'; readonly command: string }
  | {
      readonly type: 'running';
      readonly startedAt: number;
      /** How it was stopped, in words; null while it goes on. */
      readonly stopped: string | null;
    }
  | { readonly type: 'over'; readonly exit: Exit | null; readonly reason: string | null };

/** What the TUI says of itself, by OSC 7501 or, where that is missing, by its title. */
export type InBand = {
  readonly source: 'report' | 'title';
  readonly report: Exclude<InBandEvidence['report'], 'clear'>;
  readonly kind: string | null;
  readonly at: number;
  /** Since when it has not been at rest, and what it has been since; null at rest. */
  readonly busy: {
    readonly from: number;
    /** If not, it has only waited: a subagent may ask while the root is at rest. */
    readonly hasWorked: boolean;
    readonly hasWaited: boolean;
  } | null;
  /** How the last busy time ended. Null before the first. */
  readonly end: BusyEnd | null;
  /** How many times it was busy for longer than the first hooks of a turn take, and ended with a word. */
  readonly turns: number;
  /** The composer has been seen at rest. */
  readonly hasRested: boolean;
  /** It has shown something other than rest: a title need not tell at all, its items are configurable. */
  readonly hasSpoken: boolean;
};

/** `silent`: without a word. From when to when codex was busy. */
export type BusyEnd = {
  readonly how: 'done' | 'error' | 'silent';
  readonly from: number;
  readonly at: number;
};

/** The newest known turn of the root agent or of a subagent. */
export type Thread = {
  /** A subagent's own; the root's is that of the session. */
  readonly rolloutPath: string | null;
  readonly turnId: string | null;
  /** When the earliest evidence of this turn was made; null without a turn. */
  readonly openedAt: number | null;
  readonly openedBy: 'marker' | 'rollout';
  readonly outcome: Outcome | null;
  readonly activity: Activity | null;
  /** What may wait for the user, oldest first: tools called side by side can each ask. */
  readonly asks: readonly Ask[];
  /** When the newest marker of this turn was made. */
  readonly heardAt: number;
  /** When the newest marker was made by which whatever was asked before is over. */
  readonly answeredAt: number;
};

export type Outcome = {
  readonly end: 'completed' | 'failed' | 'interrupted';
  readonly text: string | null;
  readonly at: number;
  readonly witness: 'marker' | 'rollout';
};

export type Ask = {
  readonly kind: 'approval' | 'question';
  readonly text: string;
  /** What for, as far as the marker tells. */
  readonly tool: MarkerEvidence['tool'];
  readonly at: number;
};

/** One request for leave that is held up by our hook. */
export type HookWait = {
  readonly id: string;
  readonly subagentId: string | null;
  readonly turnId: string | null;
  readonly text: string;
  readonly tool: Ask['tool'];
  /** When codex asked. */
  readonly at: number;
};

export type Activity =
  | { readonly type: 'tool'; readonly text: string }
  | { readonly type: 'retrying'; readonly text: string }
  | { readonly type: 'compacting' };

export const noTurn: Thread = {
  rolloutPath: null,
  turnId: null,
  openedAt: null,
  openedBy: 'marker',
  outcome: null,
  activity: null,
  asks: [],
  heardAt: 0,
  answeredAt: 0,
};

export function isOpen(thread: Thread): boolean {
  return thread.openedAt !== null && thread.outcome === null;
}

/** Of a process that is about to be started. */
export function newLifecycle(now: number): Lifecycle {
  return {
    name: 'starting',
    since: now,
    detail: null,
    subagents: 0,
    unread: false,
    sessionId: null,
    rolloutPath: null,
    model: null,
    context: null,
    limits: null,
    pid: null,
    exit: null,
    rule: 'process-awaited',
    wakeAt: null,
    why: [],
    transitions: [],
    disagreements: [],
    memory: {
      process: { type: 'awaited' },
      inBand: null,
      dialog: null,
      sent: null,
      cancelledAt: null,
      declined: null,
      hookWaits: [],
      leftWait: null,
      reviewer: null,
      root: noTurn,
      subagents: {},
      rootedAt: null,
      sessionEndedAt: null,
      foreign: [],
      verdict: 'starting',
    },
  };
}
