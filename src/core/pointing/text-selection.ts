import type { Span } from '../terminal/cells.ts';
import type { Frame } from '../terminal/frame.ts';
import {
  type CellPlace,
  goesOnBelow,
  indexAt,
  type LineCluster,
  lineClusters,
  rowsOfLine,
} from './logical-line.ts';
import { clustersIn, type PlacedCluster } from './row-clusters.ts';

/** From one cell of a frame to another, in either order and both included; widened to whole words or lines. */
export type TextSelection = {
  readonly unit: 'character' | 'word' | 'line';
  readonly anchor: CellPlace;
  readonly head: CellPlace;
};

/** What is selected of each row, in cells of the frame. Blanks at the ends of rows are not. */
export function selectedSpans(frame: Frame, selection: TextSelection): readonly Span[] {
  return selectedRows(frame, selection).flatMap(({ y, clusters }) => {
    const [first] = clusters;
    const last = clusters.at(-1);
    if (!first || !last) return [];
    return [{ x: first.x, y, columns: last.x + last.columns - first.x }];
  });
}

/** Its lines; those broken over rows are whole again. */
export function selectedText(frame: Frame, selection: TextSelection): string {
  const rows = selectedRows(frame, selection);
  return rows
    .map(({ y, clusters }, at) => {
      const text = clusters.map((cluster) => cluster.text).join('');
      const isLast = at === rows.length - 1;
      return isLast || goesOnBelow(frame, y) ? text : `${text}\n`;
    })
    .join('');
}

type SelectedRow = { readonly y: number; readonly clusters: readonly PlacedCluster[] };

function selectedRows(frame: Frame, selection: TextSelection): readonly SelectedRow[] {
  const { first, last } = endsOf(frame, selection);
  return Array.from({ length: last.y - first.y + 1 }, (_, at) => {
    const y = first.y + at;
    const from = y === first.y ? first.x : 0;
    const to = y === last.y ? last.x : Number.POSITIVE_INFINITY;
    const clusters = clustersIn(frame.lines[y] ?? '').filter(
      ({ x, columns }) => x + columns > from && x <= to,
    );
    return { y, clusters };
  });
}

function endsOf(
  frame: Frame,
  { unit, anchor, head }: TextSelection,
): { readonly first: CellPlace; readonly last: CellPlace } {
  const isForward = anchor.y < head.y || (anchor.y === head.y && anchor.x <= head.x);
  const [first, last] = isForward ? [anchor, head] : [head, anchor];
  switch (unit) {
    case 'character':
      return { first, last };
    case 'word':
      return { first: wordAt(frame, first).first, last: wordAt(frame, last).last };
    case 'line':
      return {
        first: { x: 0, y: rowsOfLine(frame, first.y).first },
        last: { x: frame.columns - 1, y: rowsOfLine(frame, last.y).last },
      };
    default:
      return unit satisfies never;
  }
}

/** The cells of the word around a cell, or of the blanks or signs; the cell itself where there is no text. */
function wordAt(
  frame: Frame,
  place: CellPlace,
): { readonly first: CellPlace; readonly last: CellPlace } {
  const clusters = lineClusters(frame, place.y);
  const at = indexAt(clusters, place);
  const found = clusters[at];
  if (!found) return { first: place, last: place };
  const kind = kindOf(found);
  let [from, to] = [at, at];
  while (from > 0 && kindOf(clusters[from - 1]) === kind) from -= 1;
  while (to < clusters.length - 1 && kindOf(clusters[to + 1]) === kind) to += 1;
  // What ends a sentence is no part of its last word.
  while (kind === 'word' && to > at && /^[.,:;?!]$/.test(clusters[to]?.text ?? '')) to -= 1;
  return { first: clusters[from] ?? place, last: clusters[to] ?? place };
}

/** Paths and addresses count as words. */
function kindOf(cluster: LineCluster | undefined): string {
  const text = cluster?.text ?? '';
  if (text.trim() === '') return 'blank';
  return /^[\p{L}\p{N}\p{M}_.,:;?!/~@%+=&#$-]/u.test(text) ? 'word' : text;
}
