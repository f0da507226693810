import { isHighlightedRow } from './screen-choices.ts';
import { firstWritten, is, type Run, type ScreenRows } from './screen-rows.ts';
import type { ScreenTable } from './screen-table.ts';

/**
 * What codex draws in the composer's place: a blank row, a title, the rest, and hints below. Where
 * codex knows its terminal's colours it is a band with a background of its own.
 */
export type BottomPane = {
  /** The row with the title. */
  readonly titleY: number;
  /** The last row of the band, or the last one above the hints. */
  readonly bottom: number;
};

/** Below the band: hints take up to two rows, the example of a theme five. */
const footerRows = 7;

export function bottomPane(screen: ScreenRows, table: ScreenTable): BottomPane | null {
  const pane = bandPane(screen) ?? plainPane(screen, table);
  // A cursor elsewhere is the composer's, and what looked like a pane stands in the conversation.
  const { cursor } = screen;
  const hasKeys = cursor === null || (pane && cursor.y > pane.titleY && cursor.y <= pane.bottom);
  return hasKeys ? pane : null;
}

function bandPane(screen: ScreenRows): BottomPane | null {
  const bottom = bandBottom(screen);
  if (bottom === null) return null;
  let top = bottom;
  let color = 0;
  for (let y = bottom; y >= 0; y -= 1) {
    const pen = screen.startPen(y);
    const { background } = pen;
    if (background === 0) break;
    const isBar = pen.foreground !== 0 && is('bold', pen);
    if (!isBar && color !== 0 && background !== color) break;
    if (!isBar) color = background;
    top = y;
  }
  return screen.text(top) === '' ? { titleY: top + 1, bottom } : null;
}

function bandBottom(screen: ScreenRows): number | null {
  for (let y = screen.lastY; y >= Math.max(0, screen.lastY - footerRows); y -= 1) {
    if (screen.startPen(y).background !== 0) return y;
  }
  return null;
}

/** Without a band: below the nearest title above the hints. */
function plainPane(screen: ScreenRows, { question }: ScreenTable): BottomPane | null {
  if (screen.cursor !== null) return null;
  const bottom = screen.lastY - 1;
  for (let y = bottom; y > 0; y -= 1) {
    if (isHighlightedRow(screen, y, 0) || isHighlightedRow(screen, y, 2)) continue;
    const text = screen.text(y);
    if (screen.startPen(y).background !== 0 || text.startsWith('›')) return null;
    if (screen.text(y - 1) !== '' || !/^ {2}\S/.test(text)) continue;
    if (isTitle(firstWritten(screen.runs(y))) || question.title.test(text)) {
      return { titleY: y, bottom };
    }
  }
  return null;
}

/** Bold, behind an indent of two columns. */
export function isTitle(run: Run | null): boolean {
  return run !== null && run.x + indentOf(run) === 2 && is('bold', run.pen);
}

function indentOf({ text }: Run): number {
  return text.length - text.trimStart().length;
}

export function textsBetween(screen: ScreenRows, top: number, bottom: number): readonly string[] {
  const rows = Math.max(0, bottom - top + 1);
  return Array.from({ length: rows }, (_, index) => screen.text(top + index));
}
