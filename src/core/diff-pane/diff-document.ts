import type { DiffFile, DiffHunk, DiffLine } from '../diff/diff.ts';

/** A row of the document that a diff is read as. `file`, `hunk` and `line` count from 0. */
export type DiffRow =
  | { readonly type: 'file'; readonly file: number }
  | { readonly type: 'note'; readonly file: number; readonly text: string }
  | { readonly type: 'hunk'; readonly file: number; readonly hunk: number }
  | {
      readonly type: 'line';
      readonly file: number;
      readonly hunk: number;
      readonly line: number;
    }
  | { readonly type: 'gap'; readonly file: number };

export type DiffDocument = {
  readonly files: readonly DiffFile[];
  readonly rows: readonly DiffRow[];
};

/** The notes are about the whole of it; they stand at its end. */
export function documentOf(files: readonly DiffFile[], notes: readonly string[]): DiffDocument {
  const file = Math.max(0, files.length - 1);
  const gap: readonly DiffRow[] =
    notes.length > 0 && files.length > 0 ? [{ type: 'gap', file }] : [];
  const rows = [
    ...files.flatMap(fileRows),
    ...gap,
    ...notes.map((text): DiffRow => ({ type: 'note', file, text })),
  ];
  return { files, rows };
}

function fileRows(file: DiffFile, at: number): readonly DiffRow[] {
  const gap: readonly DiffRow[] = at === 0 ? [] : [{ type: 'gap', file: at }];
  return [
    ...gap,
    { type: 'file', file: at },
    ...notesOn(file).map((text): DiffRow => ({ type: 'note', file: at, text })),
    ...file.hunks.flatMap(({ lines }, hunk): readonly DiffRow[] => [
      { type: 'hunk', file: at, hunk },
      ...lines.map((_line, line): DiffRow => ({ type: 'line', file: at, hunk, line })),
    ]),
    ...(file.hidden > 0 ? [{ type: 'note', file: at, text: hiddenNote(file) } as const] : []),
  ];
}

function hiddenNote({ hidden, hunks }: DiffFile): string {
  const more = hunks.length > 0 ? ' more' : '';
  return hidden === 1 ? `One${more} line is not shown.` : `${hidden}${more} lines are not shown.`;
}

function notesOn({ kind, mode, content, hunks, hidden }: DiffFile): readonly string[] {
  const isEmpty = hunks.length === 0 && hidden === 0;
  return [
    ...(mode === null ? [] : [`Its mode was ${mode.from} and is ${mode.to}.`]),
    ...(content === 'binary' ? ['It is no text, or too large to be compared.'] : []),
    ...(content === 'text' && isEmpty && mode === null ? [emptyNotes[kind]] : []),
  ];
}

const emptyNotes: Readonly<Record<DiffFile['kind'], string>> = {
  changed: 'No line of it is changed.',
  new: 'It is empty.',
  deleted: 'It was empty.',
  renamed: 'Only its name is changed.',
  copied: 'It is a copy.',
};

/** The line of the file that a row shows; null for others. */
export function lineOf({ files }: DiffDocument, row: DiffRow | undefined): DiffLine | null {
  if (row?.type !== 'line') return null;
  return files[row.file]?.hunks[row.hunk]?.lines[row.line] ?? null;
}

/** The hunk that a row belongs to; null for others. */
export function hunkOf({ files }: DiffDocument, row: DiffRow | undefined): DiffHunk | null {
  if (row?.type !== 'line' && row?.type !== 'hunk') return null;
  return files[row.file]?.hunks[row.hunk] ?? null;
}

export function fileOf({ files }: DiffDocument, row: DiffRow | undefined): DiffFile | null {
  return (row && files[row.file]) ?? null;
}

/** The line of the present file that a row stands for, from 1: where an editor is to open it. */
export function presentLine(document: DiffDocument, at: number): number {
  const { rows } = document;
  const row = rows[at];
  const line = lineOf(document, row);
  if (line?.newNumber != null) return line.newNumber;
  const hunk = hunkOf(document, row);
  if (hunk === null || row === undefined) return firstLine(document, row);
  const before = row.type === 'line' ? hunk.lines.slice(0, row.line) : [];
  return before.findLast(({ newNumber }) => newNumber !== null)?.newNumber ?? hunk.newStart;
}

function firstLine(document: DiffDocument, row: DiffRow | undefined): number {
  const lines = fileOf(document, row)?.hunks[0]?.lines ?? [];
  return lines.find(({ type }) => type === 'added')?.newNumber ?? lines[0]?.newNumber ?? 1;
}

/** The next row of such a type in one direction; null where there is none. */
export function nextOfType(
  { rows }: DiffDocument,
  {
    from,
    by,
    type,
  }: { readonly from: number; readonly by: 1 | -1; readonly type: DiffRow['type'] },
): number | null {
  for (let at = from + by; at >= 0 && at < rows.length; at += by) {
    if (rows[at]?.type === type) return at;
  }
  return null;
}

/** The text of a row in which one looks for something. */
export function searchedText(document: DiffDocument, row: DiffRow): string {
  if (row.type === 'file') return fileOf(document, row)?.path ?? '';
  if (row.type === 'hunk') return hunkOf(document, row)?.heading ?? '';
  return lineOf(document, row)?.text ?? '';
}

/** A range of UTF-16 units. */
export type Match = { readonly from: number; readonly to: number };

/** Where a text occurs in another one; capitals count only where the pattern has some. */
export function matchesIn(text: string, pattern: string): readonly Match[] {
  if (pattern === '') return [];
  const isPlain = pattern === pattern.toLowerCase();
  const searched = isPlain ? text.toLowerCase() : text;
  const found: Match[] = [];
  for (let at = searched.indexOf(pattern); at !== -1; at = searched.indexOf(pattern, at + 1)) {
    found.push({ from: at, to: at + pattern.length });
    at += pattern.length - 1;
  }
  return found;
}

/** The rows in which a pattern occurs. */
export function rowsWith(document: DiffDocument, pattern: string): readonly number[] {
  return document.rows.flatMap((row, at) =>
    matchesIn(searchedText(document, row), pattern).length > 0 ? [at] : [],
  );
}
