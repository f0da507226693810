import { at, textAt } from '../text/json-fields.ts';
import type { PatchedFile } from './transcript-item.ts';

/** `changes` of a patch as codex writes it: by path, `{type, content | unified_diff, move_path}`. */
export function changedFiles(changes: unknown): readonly PatchedFile[] {
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).map(([path, written]) => {
    // Before 0.50 it stood one level deeper: `{add: {content}}`.
    const [form] = ['add', 'delete', 'update'].filter((kind) => at(written, kind) !== undefined);
    const change = form === undefined ? written : at(written, form);
    const kind = textAt(written, 'type') ?? form;
    if (kind === 'add' || kind === 'delete') {
      const sign = kind === 'add' ? '+' : '-';
      const content = textAt(change, 'content') ?? '';
      const diff = linesOf(content).map((line) => `${sign}${line}`);
      return { path, change: kind, movedTo: null, diff };
    }
    const diff = linesOf(textAt(change, 'unified_diff') ?? '');
    return { path, change: 'update', movedTo: textAt(change, 'move_path'), diff };
  });
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const fileLine = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const moveLine = /^\*\*\* Move to: (.+)$/;

/** The files of a patch in apply_patch's own format. */
export function filesInPatch(patch: string): readonly PatchedFile[] {
  const files: Draft[] = [];
  for (const line of patch.split('\n')) {
    const begun = fileBegun(line);
    const last = files.at(-1);
    const target = moveLine.exec(line)?.[1];
    if (begun) files.push(begun);
    else if (last && target !== undefined) files.splice(-1, 1, { ...last, movedTo: target });
    else if (/^[-+ @]/.test(line)) last?.diff.push(line);
  }
  return files;
}

type Draft = Omit<PatchedFile, 'diff'> & { readonly diff: string[] };

function fileBegun(line: string): Draft | null {
  const [, word, path] = fileLine.exec(line) ?? [];
  if (path === undefined) return null;
  const change = word === 'Add' ? 'add' : word === 'Delete' ? 'delete' : 'update';
  return { path, change, movedTo: null, diff: [] };
}
