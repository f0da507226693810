import type { DiffFile } from './diff.ts';

/** The files that `git diff --raw --numstat -z` tells of: their lines are counted, and all of them hidden. */
export function countedFiles(output: string): readonly DiffFile[] {
  const words = output.split('\0').values();
  const next = () => words.next().value ?? '';
  const files = new Map<string, DiffFile>();
  for (let word = next(); word !== ''; word = next()) {
    const [, added = '', deleted = '', named = ''] = /^(\d+|-)\t(\d+|-)\t(.*)$/s.exec(word) ?? [];
    if (word.startsWith(':')) {
      const file = fileOf(word, next);
      files.set(file.path, file);
      continue;
    }
    // Of a renamed file both names follow, the former one first.
    if (named === '') next();
    const path = named === '' ? next() : named;
    const file = files.get(path);
    if (file) files.set(path, withCounts(file, added, deleted));
  }
  return [...files.values()];
}

/** Such as `:100644 100755 3b18e5 a1b2c3 R087`, with the paths behind it. */
function fileOf(word: string, next: () => string): DiffFile {
  const [from = '', to = '', , , status = ''] = word.slice(1).split(' ');
  const kind = kinds[status.charAt(0)] ?? 'changed';
  const first = next();
  const hasTwo = kind === 'renamed' || kind === 'copied';
  const isSameMode = from === to || kind === 'new' || kind === 'deleted';
  return {
    path: hasTwo ? next() : first,
    formerPath: hasTwo ? first : null,
    kind,
    mode: isSameMode ? null : { from, to },
    content: 'text',
    added: 0,
    deleted: 0,
    hunks: [],
    hidden: 0,
  };
}

const kinds: Readonly<Record<string, DiffFile['kind']>> = {
  A: 'new',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
};

/** What is no text has dashes for its counts. */
function withCounts(file: DiffFile, addedText: string, deletedText: string): DiffFile {
  if (addedText === '-') return { ...file, content: 'binary' };
  const [added, deleted] = [Number(addedText), Number(deletedText)];
  return { ...file, added, deleted, hidden: added + deleted };
}
