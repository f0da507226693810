import type { Rectangle } from '../screen/picture.ts';
import type { PaneArea } from './pane-reading.ts';
import type { TranscriptDesk } from './transcript-pane.ts';

/** A narrower transcript is all line breaks. */
const leastColumns = 36;

/** Where each pane in view stands, with its title and, between two, a line; those around the focused one. */
export function paneRectangles(
  { panes, focused }: TranscriptDesk,
  screen: PaneArea,
): readonly { readonly pane: number; readonly rectangle: Rectangle }[] {
  const count = Math.max(
    1,
    Math.min(panes.length, Math.floor((screen.columns + 1) / (leastColumns + 1))),
  );
  const first = Math.max(0, Math.min(focused - Math.floor(count / 2), panes.length - count));
  const room = screen.columns - (count - 1);
  const startOf = (index: number) => Math.floor((room * index) / count) + index;
  return Array.from({ length: count }, (_, index) => ({
    pane: first + index,
    rectangle: {
      x: startOf(index),
      y: 0,
      columns: startOf(index + 1) - startOf(index) - 1,
      rows: screen.rows,
    },
  }));
}

/** A sign at the left says which entry is meant. Cells. */
export const gutterColumns = 2;

/** The part of a pane in which lines stand: below its title, beside the gutter. */
export function areaIn({ columns, rows }: Pick<Rectangle, 'columns' | 'rows'>): PaneArea {
  return { columns: Math.max(1, columns - gutterColumns), rows: Math.max(1, rows - 1) };
}

/** Of a pane that is not in view, what it would have. */
export function paneArea(desk: TranscriptDesk, pane: number, screen: PaneArea): PaneArea {
  const places = paneRectangles(desk, screen);
  const place = places.find((one) => one.pane === pane) ?? places[0];
  return areaIn(place ? place.rectangle : screen);
}
