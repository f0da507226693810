/** What an agent changed, as git told it. */
export type WorkDiff = {
  /** The whole worktree; paths in the patch begin there. */
  readonly folder: string;
  /** What it is compared with: a branch, the beginning of a commit's id, or the last commit. */
  readonly against: string;
  /** What `git apply` takes; new files that git does not know yet stand at its end. */
  readonly patch: string;
  /** Sentences about what the patch does not say. */
  readonly notes: readonly string[];
};

/** Numbers count from 1; a line that is on one side only has none on the other. */
export type DiffLine = {
  readonly type: 'context' | 'added' | 'deleted';
  /** Without its line break. */
  readonly text: string;
  readonly oldNumber: number | null;
  readonly newNumber: number | null;
  /** The file ends with it, and no line break. */
  readonly end: 'line-break' | 'none';
};

export type DiffHunk = {
  readonly oldStart: number;
  readonly newStart: number;
  /** What git takes for the function that it stands in; may be empty. */
  readonly heading: string;
  readonly lines: readonly DiffLine[];
};

export type DiffFile = {
  readonly path: string;
  /** The path it was renamed or copied from. */
  readonly formerPath: string | null;
  readonly kind: 'changed' | 'new' | 'deleted' | 'renamed' | 'copied';
  /** As git writes modes, such as `100755`; null while it stays the same. */
  readonly mode: { readonly from: string; readonly to: string } | null;
  readonly content: 'text' | 'binary';
  /** Lines of the whole file, those that are left out included. */
  readonly added: number;
  readonly deleted: number;
  readonly hunks: readonly DiffHunk[];
  /** Lines that are left out, context included. */
  readonly hidden: number;
};

/** How much of a patch is kept for showing; nobody reads more. Lines; characters are UTF-16 units. */
export type DiffLimits = {
  readonly fileLines: number;
  readonly lines: number;
  readonly lineCharacters: number;
};

export const diffLimits: DiffLimits = { fileLines: 4_000, lines: 40_000, lineCharacters: 2_000 };
