import type { DiffFile, DiffHunk, DiffLimits, DiffLine } from './diff.ts';
import { diffLimits } from './diff.ts';
import { pathOfHeader, pathOfSide } from './diff-paths.ts';

/** The files of a patch as `git diff` prints it, with the prefixes `a/` and `b/`. */
export function filesIn(patch: string, limits: DiffLimits = diffLimits): readonly DiffFile[] {
  const lines = patch.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const files: DiffFile[] = [];
  let room = limits.lines;
  let at = lines.findIndex(isFileStart);
  while (at !== -1 && at < lines.length) {
    const head = headAt(lines, at);
    const body = bodyAt(lines, head.next, {
      ...limits,
      lines: Math.min(room, limits.fileLines),
    });
    room -= body.shown;
    const { hunks, added, deleted, hidden } = body;
    files.push({ ...head.file, added, deleted, hunks, hidden });
    at = body.next;
    while (at < lines.length && !isFileStart(lines[at] ?? '')) at += 1;
  }
  return files;
}

function isFileStart(line: string): boolean {
  return line.startsWith('diff --git ');
}

type Head = Pick<DiffFile, 'path' | 'formerPath' | 'kind' | 'mode' | 'content'>;

/** All between `diff --git` and the first hunk. */
function headAt(
  lines: readonly string[],
  start: number,
): { readonly file: Head; readonly next: number } {
  let file: Head = {
    path: pathOfHeader((lines[start] ?? '').slice('diff --git '.length)) ?? '',
    formerPath: null,
    kind: 'changed',
    mode: null,
    content: 'text',
  };
  let at = start + 1;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.startsWith('@@ ') || isFileStart(line)) break;
    const [, word = '', value = ''] = headWords.exec(line) ?? [];
    file = withHeadLine(file, word, value);
  }
  return { file, next: at };
}

function withHeadLine(file: Head, word: string, value: string): Head {
  switch (word) {
    case 'old mode':
      return { ...file, mode: { from: value, to: value } };
    case 'new mode':
      return { ...file, mode: { from: file.mode?.from ?? value, to: value } };
    case 'new file mode':
      return { ...file, kind: 'new' };
    case 'deleted file mode':
      return { ...file, kind: 'deleted' };
    case 'rename from':
      return { ...file, kind: 'renamed', formerPath: pathOfSide(value) };
    case 'copy from':
      return { ...file, kind: 'copied', formerPath: pathOfSide(value) };
    case 'rename to':
    case 'copy to':
      return { ...file, path: pathOfSide(value) ?? file.path };
    case '---':
    case '+++':
      return { ...file, path: pathOfSide(value, 'prefixed') ?? file.path };
    case 'Binary files':
    case 'GIT binary patch':
      return { ...file, content: 'binary' };
    default:
      return file;
  }
}

const headWords =
  /^(old mode|new mode|new file mode|deleted file mode|rename from|rename to|copy from|copy to|---|\+\+\+|Binary files|GIT binary patch)(?: (.*))?$/s;

type Body = Pick<DiffFile, 'hunks' | 'added' | 'deleted' | 'hidden'> & {
  readonly shown: number;
  readonly next: number;
};

type BodyLimits = Pick<DiffLimits, 'lines' | 'lineCharacters'>;

function bodyAt(lines: readonly string[], start: number, limits: BodyLimits): Body {
  const hunks: DiffHunk[] = [];
  let body = { added: 0, deleted: 0, hidden: 0, shown: 0, next: start };
  for (let head = hunkHead(lines[start]); head !== null; head = hunkHead(lines[body.next])) {
    const read = hunkLines(lines.slice(body.next + 1, body.next + 1 + longestOf(head)), head);
    const kept = read.lines.slice(0, Math.max(0, limits.lines - body.shown));
    const { oldStart, newStart, heading } = head;
    if (kept.length > 0) {
      const cut = kept.map((line) => ({ ...line, text: cutLine(line.text, limits) }));
      hunks.push({ oldStart, newStart, heading, lines: cut });
    }
    const count = (type: DiffLine['type']) =>
      read.lines.reduce((sum, line) => sum + (line.type === type ? 1 : 0), 0);
    body = {
      added: body.added + count('added'),
      deleted: body.deleted + count('deleted'),
      hidden: body.hidden + read.lines.length - kept.length,
      shown: body.shown + kept.length,
      next: body.next + 1 + read.taken,
    };
  }
  return { ...body, hunks };
}

function cutLine(text: string, { lineCharacters }: BodyLimits): string {
  return text.length > lineCharacters ? `${text.slice(0, lineCharacters)}…` : text;
}

type HunkHead = Pick<DiffHunk, 'oldStart' | 'newStart' | 'heading'> & {
  readonly oldCount: number;
  readonly newCount: number;
};

/** Nothing in common, and a word about the end of each file. */
function longestOf({ oldCount, newCount }: HunkHead): number {
  return oldCount + newCount + 2;
}

/** The counts of the hunk say where it ends: a line of the file may look like anything. */
function hunkLines(
  lines: readonly string[],
  head: HunkHead,
): { readonly lines: readonly DiffLine[]; readonly taken: number } {
  const read: DiffLine[] = [];
  let [oldNumber, newNumber] = [head.oldStart, head.newStart];
  const [oldEnd, newEnd] = [oldNumber + head.oldCount, newNumber + head.newCount];
  let taken = 0;
  for (const line of lines) {
    const isAboutEnd = line.startsWith('\\ ');
    if (!isAboutEnd && oldNumber >= oldEnd && newNumber >= newEnd) break;
    taken += 1;
    if (isAboutEnd) {
      markLast(read);
      continue;
    }
    const type = typeOf(line);
    read.push({
      type,
      text: line.slice(1),
      oldNumber: type === 'added' ? null : oldNumber,
      newNumber: type === 'deleted' ? null : newNumber,
      end: 'line-break',
    });
    if (type !== 'added') oldNumber += 1;
    if (type !== 'deleted') newNumber += 1;
  }
  return { lines: read, taken };
}

/** "\ No newline at end of file" speaks of the line before it. */
function markLast(read: DiffLine[]): void {
  const last = read.pop();
  if (last) read.push({ ...last, end: 'none' });
}

function typeOf(line: string): DiffLine['type'] {
  if (line.startsWith('+')) return 'added';
  // With diff.suppressBlankEmpty an empty line of the context has no sign.
  return line.startsWith('-') ? 'deleted' : 'context';
}

function hunkHead(line: string | undefined): HunkHead | null {
  const [, oldStart, oldCount = '1', newStart, newCount = '1', heading = ''] =
    /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/s.exec(line ?? '') ?? [];
  if (oldStart === undefined || newStart === undefined) return null;
  return {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
    heading,
  };
}
