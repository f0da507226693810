import { matchesIn } from '../diff-pane/diff-document.ts';
import { lookAtPosition, type PaneArea } from './pane-reading.ts';
import { type PaneRow, paneRows } from './pane-rows.ts';
import type { TranscriptPane } from './transcript-pane.ts';

/** Looks at an entry in which the pattern was found, at once or as soon as it is read. */
export function lookAtMatch(
  pane: TranscriptPane,
  position: number,
  area: PaneArea,
): TranscriptPane {
  return shownMatch({ ...lookAtPosition(pane, position), goal: 'match' }, area);
}

/** With the first row in view that has the pattern; an output that hides it is unfolded. */
export function shownMatch(pane: TranscriptPane, area: PaneArea): TranscriptPane {
  const { cursor, refolded } = pane;
  if (cursor === null) return { ...pane, goal: null };
  const isRead = cursor >= pane.from && cursor < pane.to;
  if (!isRead) return pane;
  const found = firstMatch(pane, area);
  if (found) return atRow(pane, found, area);
  const others = refolded.filter((position) => position !== cursor);
  const isOther = others.length === refolded.length;
  const unfolded = { ...pane, refolded: isOther ? [...refolded, cursor] : others };
  const hidden = firstMatch(unfolded, area);
  // What is not told in rows, such as the time of a question, has no row of its own.
  return hidden ? atRow(unfolded, hidden, area) : { ...pane, goal: null };
}

function rowsOf(pane: TranscriptPane, { columns }: PaneArea): readonly PaneRow[] {
  return paneRows(pane, columns).filter(({ entry }) => entry.position === pane.cursor);
}

function firstMatch(pane: TranscriptPane, area: PaneArea): PaneRow | undefined {
  const pattern = pane.search?.pattern ?? '';
  return rowsOf(pane, area).find(
    ({ line }) => matchesIn(line.map(({ text }) => text).join(''), pattern).length > 0,
  );
}

/** The entry's beginning stays in view where there is room for both. */
function atRow(pane: TranscriptPane, { entry, row }: PaneRow, { rows }: PaneArea): TranscriptPane {
  const top = row < rows - 1 ? 0 : row - Math.floor(rows / 2);
  return { ...pane, view: { type: 'at', position: entry.position, row: top }, goal: null };
}
