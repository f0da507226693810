import type { DiffFile } from '../diff/diff.ts';
import { shownPath } from '../diff/diff-stat.ts';
import type { Area } from '../screen/grid-layout.ts';
import { type Ground, type PaneLine, panePiece, paneWidth } from '../screen/pane.ts';
import { clippedLine, filledLine } from '../screen/pane-clip.ts';
import { clustersOf, textWidth } from '../text/text-width.ts';
import type { DiffContent, DiffPane } from './diff-pane.ts';
import { countPieces } from './diff-pane-rows.ts';

const letters: Readonly<Record<DiffFile['kind'], string>> = {
  changed: 'M',
  new: 'A',
  deleted: 'D',
  renamed: 'R',
  copied: 'C',
};

/** The files with their counts, the one that is read marked; as many rows as have room, around it. */
export function listLines(pane: DiffPane, content: DiffContent, area: Area): readonly PaneLine[] {
  const { files, rows } = content.document;
  const current = rows[pane.cursor]?.file ?? 0;
  const from = firstFile(pane, content, area.rows);
  const shown = files.slice(from, from + area.rows).map((file, at) => {
    const ground = from + at === current ? 'cursor' : 'none';
    return fileLine(file, { columns: area.columns, ground });
  });
  const blank = filledLine([], area.columns);
  return Array.from({ length: area.rows }, (_, at) => shown[at] ?? blank);
}

/** The file in the first row of the list. */
export function firstFile(pane: DiffPane, { document }: DiffContent, rows: number): number {
  const current = document.rows[pane.cursor]?.file ?? 0;
  const furthest = Math.max(0, document.files.length - rows);
  return Math.min(Math.max(0, current - Math.floor(rows / 2)), furthest);
}

function fileLine(
  file: DiffFile,
  { columns, ground }: { readonly columns: number; readonly ground: Ground },
): PaneLine {
  const counts =
    file.content === 'binary' ? [panePiece('muted', ' bin', ground)] : countPieces(file, ground);
  const mark = panePiece('key', ground === 'cursor' ? '▌' : ' ', ground);
  const head = [mark, panePiece('muted', `${letters[file.kind]} `, ground)];
  const room = columns - paneWidth(head) - paneWidth(counts);
  const path = endOf(shownPath(file), room);
  const line = filledLine(
    [...head, panePiece('text', path, ground)],
    columns - paneWidth(counts),
    ground,
  );
  return clippedLine([...line, ...counts], { skip: 0, columns });
}

/** A path is known by its end. */
function endOf(path: string, columns: number): string {
  if (textWidth(path) <= columns) return path;
  let kept = '';
  for (const { text } of clustersOf(path).toReversed()) {
    if (textWidth(text + kept) > columns - 1) break;
    kept = text + kept;
  }
  return `…${kept}`;
}
