import { codeOf, isAsked, withAsked } from './code-colors.ts';
import type { PaneArea, PaneStep } from './pane-reading.ts';
import { paneRows, topRow } from './pane-rows.ts';
import type { TranscriptPane } from './transcript-pane.ts';

/** Asks for the colours of the code in view, and a screen above and below it. */
export function withColorsAsked(pane: TranscriptPane, area: PaneArea): PaneStep {
  if (pane.level === 'raw') return { pane, orders: [] };
  const rows = paneRows(pane, area.columns);
  const top = topRow(pane, rows, area.rows);
  const near = rows.slice(Math.max(0, top - area.rows), top + 2 * area.rows);
  const items = new Set(near.map(({ entry }) => entry.item));
  const blocks = [...items].flatMap(codeOf).filter((block) => !isAsked(pane.colors, block));
  if (blocks.length === 0) return { pane, orders: [] };
  return {
    pane: { ...pane, colors: withAsked(pane.colors, blocks) },
    orders: [{ type: 'color', blocks }],
  };
}
