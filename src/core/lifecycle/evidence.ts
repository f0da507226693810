import type { AccountLimits } from '../agent/account-limits.ts';
import type { ContextUse, Exit, SessionId } from '../agent/agent.ts';
import type { HookEventName } from '../codex/hook-events.ts';

/** One timed fact about an agent. `at` is epoch ms, as near to the cause as the witness can tell. */
export type Evidence =
  | MarkerEvidence
  | InBandEvidence
  | TitleEvidence
  | RolloutEvidence
  | ScreenEvidence
  | KeyEvidence
  | HookEvidence
  | ProcessEvidence;

/** A hook ran: what codex told it, cut down to what the tile can use. */
export type MarkerEvidence = {
  readonly witness: 'marker';
  readonly at: number;
  readonly event: HookEventName;
  readonly sessionId: SessionId;
  readonly rolloutPath: string | null;
  readonly turnId: string | null;
  /** The subagent it speaks of; null for the root agent. */
  readonly subagentId: string | null;
  readonly model: string | null;
  readonly prompt: string | null;
  readonly tool: {
    readonly name: string;
    readonly command: string | null;
    readonly reason: string | null;
  } | null;
  /** Of PostModelRequest. */
  readonly response: {
    readonly status: 'completed' | 'failed' | 'cancelled';
    readonly error: string | null;
  } | null;
  /** SessionStart's source, SessionEnd's reason, a compaction's trigger. */
  readonly source: string | null;
  readonly lastMessage: string | null;
};

/** OSC 7501 in the PTY's stream. */
export type InBandEvidence = {
  readonly witness: 'in-band';
  readonly at: number;
  readonly report: 'idle' | 'working' | 'blocked' | 'done' | 'error' | 'clear';
  readonly kind: string | null;
};

/** The title codex set (OSC 0), read for older versions that lack OSC 7501. */
export type TitleEvidence = {
  readonly witness: 'title';
  readonly at: number;
  readonly shows: 'working' | 'blocked' | 'rest';
};

/** A line of the session's rollout, or of a subagent's, which has its own. */
export type RolloutEvidence = {
  readonly witness: 'rollout';
  readonly at: number;
  /** Whose rollout it is; null for the root agent's. */
  readonly subagentId: string | null;
  readonly turnId: string | null;
  readonly fact:
    | { readonly type: 'turn-started' }
    | {
        readonly type: 'turn-completed';
        readonly error: string | null;
        readonly lastMessage: string | null;
      }
    | { readonly type: 'turn-aborted'; readonly reason: string }
    | {
        readonly type: 'tokens';
        /** Null where no answer came. */
        readonly context: ContextUse | null;
        /** Of all answers of the session. */
        readonly totalTokens: number | null;
        readonly limits: AccountLimits | null;
      }
    | {
        readonly type: 'model';
        readonly model: string;
        /** Who is asked for leave: the user, or a model in the user's place; null where codex does not say. */
        readonly reviewer: string | null;
      };
};

/** What only the screen shows. `dialog` is null when none of the known ones stands there. */
export type ScreenEvidence = {
  readonly witness: 'screen';
  readonly at: number;
  readonly dialog: string | null;
};

/** What was typed into it, by whomever, where that foretells what codex does next. */
export type KeyEvidence = {
  readonly witness: 'key';
  readonly at: number;
  readonly key: 'Enter' | 'Esc' | 'Ctrl+C' | 'n';
  /**
   * What Enter met, where the screen tells: a prompt opens a turn; a new conversation begins at once, but in a
   * repository codex asks first where one of `/new` is to run.
   */
  readonly sends?: 'prompt' | 'new conversation' | '/new';
};

/** Our hook that holds codex up for the user's answer to a request for leave. Not a marker: it is still running. */
export type HookEvidence = {
  readonly witness: 'hook';
  readonly at: number;
  /** Names this one wait; no other ever has the same name. */
  readonly wait: string;
  readonly fact: /** For the request of the marker that was made at `askedAt`. */
    | { readonly type: 'waits'; readonly askedAt: number; readonly subagentId: string | null }
    | { readonly type: 'answered'; readonly answer: 'allow' | 'deny' }
    /** Without an answer: codex goes on and asks in its dialog. */
    | { readonly type: 'left' };
};

/** The PTY's child: codex, or, before it, the command that sets its worktree up. */
export type ProcessEvidence = {
  readonly witness: 'process';
  readonly at: number;
  readonly fact:
    | { readonly type: 'setting-up'; readonly pid: number; readonly command: string }
    /** Codex is about to follow it. */
    | { readonly type: 'set-up' }
    /** `prompted`: it was given a prompt to begin with. */
    | { readonly type: 'started'; readonly pid: number; readonly prompted?: true }
    /** By job control or a debugger; `signal` is its name where the system tells. It does nothing until continued. */
    | { readonly type: 'stopped'; readonly signal: string | null }
    | { readonly type: 'continued' }
    | { readonly type: 'exited'; readonly exit: Exit }
    | {
        readonly type: 'not-started';
        readonly reason: string;
        /** Codex has no session of the id that it was to resume. */
        readonly kind?: 'unknown-session';
      };
};
