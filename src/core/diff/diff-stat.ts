import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import type { DiffFile } from './diff.ts';

export type DiffTotals = {
  readonly files: number;
  readonly added: number;
  readonly deleted: number;
};

export function totalsOf(files: readonly DiffFile[]): DiffTotals {
  return {
    files: files.length,
    added: files.reduce((sum, file) => sum + file.added, 0),
    deleted: files.reduce((sum, file) => sum + file.deleted, 0),
  };
}

/** In the words of `git diff --stat`. */
export function totalsText({ files, added, deleted }: DiffTotals): string {
  const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
  return [
    `${counted(files, 'file')} changed`,
    ...(added > 0 ? [`${counted(added, 'insertion')}(+)`] : []),
    ...(deleted > 0 ? [`${counted(deleted, 'deletion')}(-)`] : []),
  ].join(', ');
}

/** The path of a file, and where it came from, with nothing in it that a terminal would obey. */
export function shownPath({ path, formerPath }: Pick<DiffFile, 'path' | 'formerPath'>): string {
  const shown = visibleLine(path);
  return formerPath === null ? shown : `${visibleLine(formerPath)} => ${shown}`;
}

/** One file of a stat, in the columns of the others. `plus` and `minus` are as long as they are to be drawn. */
export type StatRow = {
  readonly path: string;
  readonly count: string;
  readonly plus: string;
  readonly minus: string;
};

/** Narrower graphs tell nothing. Cells. */
const leastGraphColumns = 10;

/** As `git diff --stat` draws them, in so many columns. */
export function statRows(files: readonly DiffFile[], columns: number): readonly StatRow[] {
  const counts = files.map((file) =>
    file.content === 'binary' ? 'Bin' : `${file.added + file.deleted}`,
  );
  const countColumns = Math.max(0, ...counts.map(({ length }) => length));
  const paths = files.map(shownPath);
  const pathColumns = Math.max(0, ...paths.map(textWidth));
  const graph = Math.max(leastGraphColumns, columns - pathColumns - countColumns - 5);
  const most = Math.max(1, ...files.map(({ added, deleted }) => added + deleted));
  const scale = Math.min(1, graph / most);
  // What there is of is never drawn as nothing.
  const drawn = (count: number) => (count === 0 ? 0 : Math.max(1, Math.round(count * scale)));
  return files.map(({ added, deleted }, at) => {
    const path = paths[at] ?? '';
    return {
      path: path + ' '.repeat(pathColumns - textWidth(path)),
      count: (counts[at] ?? '').padStart(countColumns),
      plus: '+'.repeat(drawn(added)),
      minus: '-'.repeat(drawn(deleted)),
    };
  });
}
