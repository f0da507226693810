import type { LifecycleRow } from '../lifecycle/lifecycle-table.ts';
import { textWidth } from '../text/text-width.ts';
import type { AgeGap } from './tile-lines.ts';

/** What a piece of an overlay's line is, for the theme to colour. */
export type LinePiece = {
  readonly role: 'text' | 'muted' | 'name' | 'key' | 'choice' | 'warning' | LifecycleRow['role'];
  readonly text: string;
};

/** One row of an overlay; an age is painted into its gap. */
export type OverlayLine = { readonly pieces: readonly LinePiece[]; readonly age: AgeGap | null };

export const emptyLine: OverlayLine = { pieces: [], age: null };

export function overlayLine(...pieces: readonly LinePiece[]): OverlayLine {
  return { pieces, age: null };
}

export function lineWidth({ pieces }: Pick<OverlayLine, 'pieces'>): number {
  return pieces.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** As many lines as have room, the last of them for what is above and below. `furthest` is as far as one can scroll. */
export function scrolledLines(
  lines: readonly OverlayLine[],
  view: { readonly rows: number; readonly scrolled: number },
): { readonly lines: readonly OverlayLine[]; readonly furthest: number } {
  const rows = Math.max(1, view.rows);
  if (lines.length <= rows) return { lines, furthest: 0 };
  const shownRows = Math.max(1, rows - 1);
  const furthest = lines.length - shownRows;
  const from = Math.min(view.scrolled, furthest);
  const below = furthest - from;
  const more = below > 0 ? `↓ ${below} more, PageDown` : '↑ PageUp';
  return {
    lines: [
      ...lines.slice(from, from + shownRows),
      ...(rows > 1 ? [overlayLine({ role: 'muted', text: more })] : []),
    ],
    furthest,
  };
}
