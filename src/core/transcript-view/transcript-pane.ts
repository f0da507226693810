import type { AgentId, SessionId } from '../agent/agent.ts';
import type { TextField } from '../screen/text-field.ts';
import type { DocumentFormat } from '../transcript/transcript-document.ts';
import type { TranscriptEntry } from '../transcript/transcript-item.ts';
import type { TranscriptLevel } from '../transcript/transcript-level.ts';
import type {
  ListedSession,
  TranscriptMatches,
  TranscriptPage,
} from '../transcript/transcript-port.ts';
import { type ColoredBlock, type KnownColors, noColors } from './code-colors.ts';
import type { CodeBlock } from './markdown-rows.ts';

/** One transcript on the screen, as far as it is read. Positions as in `OpenTranscript`. */
export type TranscriptPane = {
  readonly agent: AgentId;
  /** The session it began with; another one means another rollout. */
  readonly session: SessionId | null;
  readonly title: string;
  /** Null until the host has said it. */
  readonly path: string | null;
  /** What is shown in the place of lines; null once there are any. */
  readonly words: string | null;
  readonly level: TranscriptLevel;
  readonly folding: Folding;
  /** Entries that are shown the other way than `folding` has it, by their positions. */
  readonly refolded: readonly number[];
  /** The entry that keys are for while it is in view, by its position; null is where nobody chose one. */
  readonly cursor: number | null;
  /** Not joined; they stand from `from` to `to`, and the transcript goes on to `end`. */
  readonly entries: readonly TranscriptEntry[];
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly colors: KnownColors;
  /** Whether what came before its fork is there. */
  readonly origin: 'whole' | 'missing';
  readonly reading: 'before' | 'after' | null;
  readonly view: PaneView;
  readonly search: PaneSearch | null;
  /** Where to look once it is open, and for what. */
  readonly opensAt: { readonly position: number; readonly pattern: string } | null;
  /** The search that is being typed. */
  readonly field: TextField | null;
  /** Looked for on pages that are not read yet. */
  readonly goal: 'prompt-above' | 'prompt-below' | 'match' | null;
  /** The transcripts that led here, the first first. */
  readonly parents: readonly { readonly path: string; readonly title: string }[];
  /** What a subagent is called whose rollout is looked for. */
  readonly namedNext: string | null;
};

/** What is long and was not said by anybody: in a few lines, or whole. */
export type Folding = 'folded' | 'unfolded';

/** The last line at the bottom and whatever comes; or a row of an entry at the top. */
export type PaneView =
  | { readonly type: 'end' }
  | { readonly type: 'at'; readonly position: number; readonly row: number };

export type PaneSearch = {
  readonly pattern: string;
  /** Newest first; null until they are counted. */
  readonly found: TranscriptMatches | null;
  /** Which of them is looked at. */
  readonly current: number;
};

/** The transcripts side by side; they have the whole screen. */
export type TranscriptDesk = {
  readonly panes: readonly TranscriptPane[];
  readonly focused: number;
  readonly shows: DeskShows;
};

/** What stands in the focused pane: its lines; the keys, until the next one; or what is chosen from. `chosen` counts rows. */
export type DeskShows =
  | { readonly type: 'lines' }
  | { readonly type: 'keys' }
  | { readonly type: 'formats'; readonly chosen: number }
  /** Null until they are read. */
  | {
      readonly type: 'sessions';
      readonly listed: readonly ListedSession[] | null;
      readonly chosen: number;
    };

export const showsLines: DeskShows = { type: 'lines' };

/** What is to be read. `pane` counts from the left. */
export type TranscriptOrder =
  | { readonly type: 'open'; readonly pane: number; readonly path: string }
  | {
      readonly type: 'read';
      readonly pane: number;
      readonly direction: 'before' | 'after';
      readonly position: number;
    }
  | {
      readonly type: 'search';
      readonly pane: number;
      readonly pattern: string;
      readonly level: TranscriptLevel;
    }
  /** The rollout of a subagent beside the one that is open. */
  | {
      readonly type: 'find';
      readonly pane: number;
      readonly session: string;
      readonly near: string;
    }
  /** What is known of the agent's sessions, the present one first. */
  | {
      readonly type: 'list-sessions';
      readonly pane: number;
      readonly sessions: readonly string[];
      readonly near: string;
    }
  /** The colours of code. */
  | { readonly type: 'color'; readonly pane: number; readonly blocks: readonly CodeBlock[] }
  /** All of it in the user's pager, which has the terminal meanwhile. */
  | { readonly type: 'page'; readonly pane: number; readonly level: TranscriptLevel }
  /** All of it, into a new file of the folder. */
  | {
      readonly type: 'export';
      readonly pane: number;
      readonly format: DocumentFormat;
      readonly level: TranscriptLevel;
      readonly title: string;
      readonly folder: string;
    }
  | { readonly type: 'close-all' };

/** What came of it, or happened to the file. */
export type TranscriptNews = { readonly pane: number } & (
  | { readonly type: 'opened'; readonly end: number; readonly missing: readonly string[] }
  | { readonly type: 'failed'; readonly problem: string }
  | { readonly type: 'read'; readonly direction: 'before' | 'after'; readonly page: TranscriptPage }
  | { readonly type: 'colored'; readonly blocks: readonly ColoredBlock[] }
  | { readonly type: 'grown'; readonly end: number }
  | { readonly type: 'replaced' }
  | { readonly type: 'gone' }
  /** What became of pager or export, in words. */
  | { readonly type: 'told'; readonly sentence: string }
  | { readonly type: 'found'; readonly pattern: string; readonly matches: TranscriptMatches }
  | { readonly type: 'sessions'; readonly listed: readonly ListedSession[] }
  | { readonly type: 'session'; readonly session: string; readonly path: string | null }
);

export function emptyPane(agent: {
  readonly id: AgentId;
  readonly name: string;
  readonly sessionId: SessionId | null;
}): TranscriptPane {
  return {
    agent: agent.id,
    session: agent.sessionId,
    title: agent.name,
    path: null,
    words: 'opening …',
    level: 'tools',
    folding: 'folded',
    refolded: [],
    cursor: null,
    ...nothingRead(0),
    end: 0,
    colors: noColors,
    origin: 'whole',
    search: null,
    opensAt: null,
    field: null,
    parents: [],
    namedNext: null,
  };
}

/** As before anything was read, which is to begin at `position`. */
export function nothingRead(
  position: number,
): Pick<TranscriptPane, 'entries' | 'from' | 'to' | 'reading' | 'view' | 'goal'> {
  return {
    entries: [],
    from: position,
    to: position,
    reading: null,
    view: { type: 'end' },
    goal: null,
  };
}
