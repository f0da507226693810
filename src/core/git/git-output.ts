/** What git prints with `-z`, read. Paths are as git gives them, whatever characters they hold. */

export type ListedWorktree = {
  readonly folder: string;
  /** Null when HEAD is detached, and for a bare repository. */
  readonly branch: string | null;
  /** Why it is locked, which may be an empty text; null when it is not. */
  readonly lock: string | null;
  /** Its folder, or the file `.git` in it, is gone. */
  readonly isMissing: boolean;
};

/** Of `git worktree list --porcelain -z`; the main one comes first. */
export function worktreesIn(output: string): readonly ListedWorktree[] {
  return output.split('\0\0').flatMap((record) => {
    const attributes = new Map(
      record.split('\0').map((line) => {
        const [name = ''] = line.split(' ', 1);
        return [name, line.slice(name.length + 1)] as const;
      }),
    );
    const folder = attributes.get('worktree');
    if (folder === undefined) return [];
    const branch = attributes.get('branch')?.replace(/^refs\/heads\//, '') ?? null;
    const isMissing = attributes.has('prunable');
    return [{ folder, branch, lock: attributes.get('locked') ?? null, isMissing }];
  });
}

export type GitStatus = {
  /** Null when HEAD is detached. */
  readonly branch: string | null;
  /** Null before the first commit. */
  readonly commit: string | null;
  /** A line each, such as `new notes.txt`. */
  readonly changes: readonly string[];
  /** Paths that git does not know; of a new folder only itself, with a slash. */
  readonly untracked: readonly string[];
};

/** Of `git status --porcelain=v2 --branch -z`. */
export function statusIn(output: string): GitStatus {
  const changes: string[] = [];
  const untracked: string[] = [];
  const headers = new Map<string, string>();
  const lines = output.split('\0');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, header, value] = /^# (\S+) (.*)$/s.exec(line) ?? [];
    if (header !== undefined && value !== undefined) headers.set(header, value);
    const change = changeIn(line);
    if (change !== null) changes.push(change);
    if (line.startsWith('? ')) untracked.push(line.slice(2));
    // Behind a renamed one stands the path it had before.
    if (line.startsWith('2 ')) at += 1;
  }
  return {
    branch: unless('(detached)', headers.get('branch.head')),
    commit: unless('(initial)', headers.get('branch.oid')),
    changes,
    untracked,
  };
}

function unless(nothing: string, value: string | undefined): string | null {
  return value === undefined || value === nothing ? null : value;
}

/** How many fields stand before the path, by the kind of line. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };

function changeIn(line: string): string | null {
  const kind = line.slice(0, line.indexOf(' '));
  const count = fieldsBefore[kind];
  if (count === undefined) return null;
  const fields = line.split(' ');
  return `${changeWord(kind, fields[1] ?? '')} ${fields.slice(count).join(' ')}`;
}

function changeWord(kind: string, states: string): string {
  if (kind === '?' || states.includes('A')) return 'new';
  if (kind === 'u') return 'in conflict';
  if (kind === '2') return 'renamed';
  return states.includes('D') ? 'deleted' : 'changed';
}

/** Of `git diff --numstat -z`; binary files count as no lines. A renamed file has two paths. */
export function lineCountsIn(output: string): {
  readonly added: number;
  readonly deleted: number;
  readonly paths: readonly string[];
} {
  let [added, deleted] = [0, 0];
  const paths: string[] = [];
  const records = output.split('\0');
  for (let at = 0; at < records.length; at += 1) {
    const [, more = '0', less = '0', path] =
      /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(records[at] ?? '') ?? [];
    added += Number(more) || 0;
    deleted += Number(less) || 0;
    if (path === undefined) continue;
    // The two paths of a renamed file follow as records of their own, and may look like anything.
    paths.push(...(path === '' ? records.slice(at + 1, at + 3) : [path]));
    if (path === '') at += 2;
  }
  return { added, deleted, paths };
}

/** Of a command that prints one name a line, such as `git for-each-ref`; names of refs hold no line breaks. */
export function linesIn(output: string): readonly string[] {
  return output.split('\n').filter((line) => line !== '');
}

/** Of a command that prints one path: only the last line break is git's. */
export function pathIn(output: string): string {
  return output.replace(/\n$/, '');
}

/** The first with `git worktree list -z`, which alone tells paths with line breaks. */
const neededVersion = [2, 36] as const;

/** Null when this `git --version` will do or cannot be read, else the sentence that says why not. */
export function versionProblem(output: string): string | null {
  const [text, major, minor] = /(\d+)\.(\d+)[\w.]*/.exec(output) ?? [];
  if (text === undefined) return null;
  const [needsMajor, needsMinor] = neededVersion;
  const isEnough =
    Number(major) > needsMajor || (Number(major) === needsMajor && Number(minor) >= needsMinor);
  return isEnough
    ? null
    : `git ${text} is too old for worktrees: ${needsMajor}.${needsMinor} or newer is needed. Start the agent without --worktree.`;
}
