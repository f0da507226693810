import type { AgentId, GitChanges } from '../agent/agent.ts';
import type { DiffFile, WorkDiff } from '../diff/diff.ts';
import type { DiffColors } from '../diff/diff-colors.ts';
import type { TextEditor } from '../screen/text-editor.ts';
import type { TextField } from '../screen/text-field.ts';
import type { DiffDocument } from './diff-document.ts';

/** An agent's work as a screen reads it. */
export type ReadDiff =
  | (Omit<WorkDiff, 'patch'> & { readonly files: readonly DiffFile[] })
  | { readonly problem: string };

/** What `D` opens. Rows are those of the document. */
export type DiffPane = {
  readonly agent: AgentId;
  /** How often it was read; what was asked for an earlier reading counts for nothing. */
  readonly readings: number;
  readonly content:
    | { readonly type: 'asked' }
    | { readonly type: 'problem'; readonly message: string }
    | DiffContent;
  readonly cursor: number;
  /** The first row in view, as far as the cursor lets it be. */
  readonly top: number;
  /** Cells that lines are moved to the left. */
  readonly left: number;
  /** What is looked for, and the rows that hold it; null while nothing is. */
  readonly search: DiffSearch | null;
  readonly input: DiffInput;
  /** A comment that was put away before it was sent. */
  readonly draft: TextEditor | null;
};

export type DiffSearch = { readonly pattern: string; readonly rows: readonly number[] };

export type DiffContent = {
  readonly type: 'read';
  readonly folder: string;
  readonly against: string;
  readonly document: DiffDocument;
  /** By file; null once they were asked for. */
  readonly colors: ReadonlyMap<number, DiffColors | null>;
  /** What git had said of the agent by then: when it says something else the diff is old. */
  readonly git: GitChanges | null;
};

/** What has the keys of the pane. */
export type DiffInput =
  | { readonly type: 'none' }
  | { readonly type: 'search'; readonly field: TextField }
  | { readonly type: 'comment'; readonly on: 'line' | 'hunk'; readonly text: TextEditor };

export function newDiffPane(agent: AgentId): DiffPane {
  return {
    agent,
    readings: 1,
    content: { type: 'asked' },
    cursor: 0,
    top: 0,
    left: 0,
    search: null,
    input: { type: 'none' },
    draft: null,
  };
}

export function contentOf({ content }: DiffPane): DiffContent | null {
  return content.type === 'read' ? content : null;
}
