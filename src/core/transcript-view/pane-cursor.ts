import type { TranscriptEntry } from '../transcript/transcript-item.ts';
import { lookAtEnd, type PaneArea, scrolledBy, viewOf } from './pane-reading.ts';
import { type PaneRow, paneRows, topRow } from './pane-rows.ts';
import type { PaneView, TranscriptPane } from './transcript-pane.ts';

/** The entry that keys are for: the chosen one, else the last at the end that says something, else the first that begins in view. */
export function currentEntry(
  pane: TranscriptPane,
  rows: readonly PaneRow[],
  height: number,
): TranscriptEntry | null {
  const top = topRow(pane, rows, height);
  const inView = rows.slice(top, top + height);
  const chosen = inView.find(({ entry }) => entry.position === pane.cursor);
  if (chosen) return chosen.entry;
  if (pane.view.type === 'end') return (rows.findLast(isSaying) ?? rows.at(-1))?.entry ?? null;
  return (inView.find(({ row }) => row === 0) ?? inView[0])?.entry ?? null;
}

/** Where a turn ended there is nothing to be copied or opened. */
function isSaying({ entry: { item } }: PaneRow): boolean {
  return item.type !== 'turn';
}

/** The entry below with 1, above with -1, brought into view as far as it has room. */
export function steppedBy(pane: TranscriptPane, by: 1 | -1, area: PaneArea): TranscriptPane {
  const rows = paneRows(pane, area.columns);
  const position = currentEntry(pane, rows, area.rows)?.position ?? pane.from;
  const found =
    by === 1
      ? rows.find((row) => row.entry.position > position && isSaying(row))
      : rows.findLast((row) => row.entry.position < position && isSaying(row));
  if (!found)
    return by === 1 && pane.to === pane.end ? lookAtEnd(pane) : scrolledBy(pane, by, area);
  const chosen = { ...pane, cursor: found.entry.position, goal: null };
  const top = topRow(pane, rows, area.rows);
  const { first, last } = rowsOf(rows, found.entry);
  if (first < top) return { ...chosen, view: viewAt(pane, rows, { top: first, area }) };
  if (last < top + area.rows) return chosen;
  const below = Math.min(first, last - area.rows + 1);
  return { ...chosen, view: viewAt(pane, rows, { top: below, area }) };
}

/** The blank row behind an entry need not be seen. */
function rowsOf(
  rows: readonly PaneRow[],
  { position }: TranscriptEntry,
): { readonly first: number; readonly last: number } {
  const first = rows.findIndex(({ entry }) => entry.position === position);
  const last = rows.findLastIndex(({ entry }) => entry.position === position);
  return { first, last: Math.max(first, last - 1) };
}

/** Folds or unfolds the entry that keys are for, which stays where it is on the screen. */
export function refoldedAt(pane: TranscriptPane, area: PaneArea): TranscriptPane {
  const entry = currentEntry(pane, paneRows(pane, area.columns), area.rows);
  if (!entry) return pane;
  const { position } = entry;
  const { refolded } = pane;
  const others = refolded.filter((one) => one !== position);
  const isOther = others.length === refolded.length;
  const changed = {
    ...pane,
    cursor: position,
    refolded: isOther ? [...refolded, position] : others,
  };
  return heldStill(pane, changed, area);
}

/** All of them at once; what was done to single ones is over. */
export function allRefolded(pane: TranscriptPane, area: PaneArea): TranscriptPane {
  const entry = currentEntry(pane, paneRows(pane, area.columns), area.rows);
  const folding = pane.folding === 'folded' ? 'unfolded' : 'folded';
  const cursor = entry?.position ?? pane.cursor;
  return heldStill(pane, { ...pane, folding, refolded: [], cursor }, area);
}

/** The chosen entry begins in the row in which it began, or at the top if that was out of view. */
function heldStill(before: TranscriptPane, after: TranscriptPane, area: PaneArea): TranscriptPane {
  const [old, rows] = [paneRows(before, area.columns), paneRows(after, area.columns)];
  const beginIn = (all: readonly PaneRow[]) =>
    all.findIndex(({ entry }) => entry.position === after.cursor);
  const offset = Math.max(0, beginIn(old) - topRow(before, old, area.rows));
  return { ...after, view: viewAt(after, rows, { top: beginIn(rows) - offset, area }) };
}

/** With that row at the top; at the last rows it follows what comes. */
function viewAt(
  pane: TranscriptPane,
  rows: readonly PaneRow[],
  { top, area }: { readonly top: number; readonly area: PaneArea },
): PaneView {
  if (top >= rows.length - area.rows && pane.to === pane.end) return { type: 'end' };
  const row = rows[Math.max(0, top)];
  return row ? viewOf(row) : pane.view;
}
