import type { TranscriptEntry } from './transcript-item.ts';
import type { TranscriptLevel } from './transcript-level.ts';

/** Reads transcripts of any size, page by page; what is on no page is not in memory. */
export type TranscriptPort = {
  /** A problem goes on after the file's name. */
  readonly open: (path: string) => Promise<OpenTranscript | { readonly problem: string }>;
  /** The rollout of a session in the same home as another's; null when it is not there. */
  readonly pathOf: (session: string, near: string) => Promise<string | null>;
  /** Those of the sessions that are in the same home as the rollout `near`, in that order, each followed by its subagents. */
  readonly listed: (sessions: readonly string[], near: string) => Promise<readonly ListedSession[]>;
};

/** What a session is known by, from the first lines of its rollout. */
export type ListedSession = {
  readonly id: string;
  readonly path: string;
  readonly kind: 'session' | 'subagent';
  /** Of a subagent, the session that it works for. */
  readonly parent: string | null;
  /** As codex calls a subagent. */
  readonly name: string | null;
  /** The first; null while there is none. */
  readonly prompt: string | null;
  /** Local time, `2026-11-21T07:20`. */
  readonly startedAt: string;
};

/** Positions are bytes, counted through the rollouts that the session was forked from, the oldest first. */
export type OpenTranscript = {
  /** Sessions that it goes on from, and whose rollouts are not there. */
  readonly missing: readonly string[];
  /** Behind the last whole line. */
  readonly end: () => number;
  /** Whole lines that end at the position, at least one but at the beginning. Not joined yet. */
  readonly before: (position: number) => Promise<TranscriptPage>;
  /** Whole lines that begin at the position; none at the end. */
  readonly after: (position: number) => Promise<TranscriptPage>;
  readonly search: (
    pattern: string,
    level: TranscriptLevel,
    limits?: SearchLimits,
  ) => Promise<TranscriptMatches>;
  /** `grown` has more at the end; after `replaced` no position means anything. The answer ends the listening. */
  readonly onChange: (listener: (change: 'grown' | 'replaced' | 'gone') => void) => () => void;
  readonly close: () => Promise<void>;
};

export type TranscriptPage = {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly TranscriptEntry[];
};

export type SearchLimits = {
  /** More are counted no further. */
  readonly most: number;
  /** Asked again and again; the search is cut where the answer is no. */
  readonly isWanted: () => boolean;
};

export type TranscriptMatches = {
  /** Where the lines begin that hold it, the newest first. */
  readonly positions: readonly number[];
  /** There are more, further up. */
  readonly isCut: boolean;
};
