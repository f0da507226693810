import type { TranscriptPage } from '../transcript/transcript-port.ts';
import { type PaneRow, paneRows, topRow } from './pane-rows.ts';
import {
  nothingRead,
  type PaneView,
  type TranscriptOrder,
  type TranscriptPane,
} from './transcript-pane.ts';

/** The rows and columns in which a pane shows lines. */
export type PaneArea = { readonly columns: number; readonly rows: number };

/** A pane afterwards, and what has to be read for it; its number is the caller's to add. */
export type PaneStep = {
  readonly pane: TranscriptPane;
  readonly orders: readonly PaneOrder[];
};

type WithoutPane<Order> = Order extends unknown ? Omit<Order, 'pane'> : never;
export type PaneOrder = WithoutPane<Extract<TranscriptOrder, { pane: number }>>;

/** So many rows beyond what is in view are read ahead: a press of PageUp finds them there. */
const aheadScreens = 2;

/** More bytes than this stay in memory only while they are near. */
const windowBytes = 4 * 1024 * 1024;
const nearRows = 1000;

/** Asks for what is missing around the view, one page at a time. */
export function readOn(pane: TranscriptPane, area: PaneArea): PaneStep {
  if (pane.reading !== null || pane.words !== null) return { pane, orders: [] };
  const rows = paneRows(pane, area.columns);
  const top = topRow(pane, rows, area.rows);
  const below = rows.length - top - area.rows;
  const wantsBelow = pane.view.type === 'end' || below < area.rows || pane.goal === 'prompt-below';
  if (pane.to < pane.end && wantsBelow) return reading(pane, 'after');
  const wantsAbove = top < area.rows * aheadScreens || pane.goal === 'prompt-above';
  if (pane.from > 0 && wantsAbove) return reading(pane, 'before');
  return { pane, orders: [] };
}

function reading(pane: TranscriptPane, direction: 'before' | 'after'): PaneStep {
  const position = direction === 'before' ? pane.from : pane.to;
  return {
    pane: { ...pane, reading: direction },
    orders: [{ type: 'read', direction, position }],
  };
}

/** A page has come; one that was asked for before the pane went elsewhere does not fit. */
export function withPage(
  pane: TranscriptPane,
  direction: 'before' | 'after',
  page: TranscriptPage,
): TranscriptPane {
  const done = { ...pane, reading: null };
  if (direction === 'before') {
    if (page.to !== pane.from) return done;
    return { ...done, entries: [...page.entries, ...pane.entries], from: page.from };
  }
  if (page.from !== pane.to) return done;
  const end = Math.max(pane.end, page.to);
  return { ...done, entries: [...pane.entries, ...page.entries], to: page.to, end };
}

/** Lets go of what is far from the view. */
export function withoutFar(pane: TranscriptPane, area: PaneArea): TranscriptPane {
  if (pane.to - pane.from <= windowBytes) return pane;
  const rows = paneRows(pane, area.columns);
  const top = topRow(pane, rows, area.rows);
  const first = rows[top - nearRows]?.entry.position ?? pane.from;
  const last = rows[top + area.rows + nearRows]?.entry.position ?? pane.to;
  if (first === pane.from && last === pane.to) return pane;
  return {
    ...pane,
    entries: pane.entries.filter(({ position }) => position >= first && position < last),
    from: first,
    to: last,
  };
}

/** Looks at a place that may not be read yet. */
export function lookAtPosition(pane: TranscriptPane, position: number): TranscriptPane {
  const view: PaneView = { type: 'at', position, row: 0 };
  const moved = { ...pane, cursor: position };
  if (position >= pane.from && position < pane.to) return { ...moved, view, goal: null };
  return { ...moved, ...nothingRead(position), view };
}

export function lookAtEnd(pane: TranscriptPane): TranscriptPane {
  const view: PaneView = { type: 'end' };
  const moved = { ...pane, cursor: null };
  if (pane.to === pane.end) return { ...moved, view, goal: null };
  return { ...moved, ...nothingRead(pane.end), view };
}

/** By rows, downwards. At the last row it follows what comes. */
export function scrolledBy(pane: TranscriptPane, by: number, area: PaneArea): TranscriptPane {
  const rows = paneRows(pane, area.columns);
  const last = rows.length - area.rows;
  const top = topRow(pane, rows, area.rows) + by;
  if (top >= last && by > 0 && pane.to === pane.end) return { ...pane, view: { type: 'end' } };
  const at = rows[Math.max(0, Math.min(top, last))];
  return at ? { ...pane, view: viewOf(at), goal: null } : pane;
}

export function viewOf({ entry, row }: PaneRow): PaneView {
  return { type: 'at', position: entry.position, row };
}

/** Goes to the next prompt that was typed above or below what stands at the top; if it is not read yet, looks on. */
export function towardsPrompt(
  pane: TranscriptPane,
  goal: 'prompt-above' | 'prompt-below',
  area: PaneArea,
): TranscriptPane {
  const rows = paneRows(pane, area.columns);
  const top = topRow(pane, rows, area.rows);
  const isPrompt = ({ entry: { item }, row }: PaneRow) =>
    row === 0 && item.type === 'prompt' && item.source === 'typed';
  const found =
    goal === 'prompt-above'
      ? rows.slice(0, top).findLast(isPrompt)
      : rows.slice(top + 1).find(isPrompt);
  if (found) {
    return { ...pane, view: viewOf(found), cursor: found.entry.position, goal: null };
  }
  if (goal === 'prompt-above') {
    if (pane.from > 0) return { ...pane, goal };
    return lookAtPosition(pane, 0);
  }
  return pane.to < pane.end ? { ...pane, goal } : lookAtEnd(pane);
}
