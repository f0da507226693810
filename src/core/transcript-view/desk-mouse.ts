import { contains } from '../screen/grid-layout.ts';
import type { Rectangle } from '../screen/picture.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from '../screen/screen-state.ts';
import type { Key, Mouse } from '../terminal/input-event.ts';
import type { TranscriptEntry } from '../transcript/transcript-item.ts';
import { deskArea, deskRoom, withPane } from './desk.ts';
import { opened } from './desk-entry.ts';
import { areaIn, paneRectangles } from './desk-layout.ts';
import { listIndexAt } from './desk-list.ts';
import { pressInList, showing } from './desk-list-keys.ts';
import { currentEntry } from './pane-cursor.ts';
import { scrolledBy } from './pane-reading.ts';
import { paneRows, topRow } from './pane-rows.ts';
import { showsLines, type TranscriptDesk, type TranscriptPane } from './transcript-pane.ts';

/** As far as a wheel moves text in most programs. */
const wheelRows = 3;

/** The wheel scrolls the transcript under it; a click gives it the keys and marks what it meets, one on what is marked opens it. */
export function takeMouseInTranscripts(
  model: ScreenModel,
  desk: TranscriptDesk,
  mouse: Mouse,
): Act {
  const place = paneRectangles(desk, deskRoom(model)).find(({ rectangle }) =>
    contains(rectangle, mouse.x, mouse.y),
  );
  const pane = place ? desk.panes[place.pane] : undefined;
  if (!place || !pane) return unchanged(model);
  if (desk.shows.type !== 'lines' && place.pane === desk.focused) {
    return takeMouseInList(model, desk, { mouse, rectangle: place.rectangle });
  }
  if (mouse.action === 'wheel-up' || mouse.action === 'wheel-down') {
    const by = mouse.action === 'wheel-up' ? -wheelRows : wheelRows;
    const area = deskArea(model, desk, place.pane);
    return withPane(model, desk, place.pane, scrolledBy(pane, by, area));
  }
  if (mouse.action !== 'press' || mouse.button !== 'left') return unchanged(model);
  const focused = { ...desk, focused: place.pane, shows: showsLines };
  const area = areaIn(place.rectangle);
  const entry = entryAt(pane, place.rectangle, mouse.y);
  if (entry === null) return withOverlay(model, { type: 'transcripts', desk: focused });
  const current = currentEntry(pane, paneRows(pane, area.columns), area.rows);
  const isMarked = desk.focused === place.pane && current?.position === entry.position;
  if (isMarked) return opened(model, focused, { pane, area });
  return withPane(model, focused, place.pane, { ...pane, cursor: entry.position });
}

/** A click chooses, one on what is chosen takes it. */
function takeMouseInList(
  model: ScreenModel,
  desk: TranscriptDesk,
  { mouse, rectangle }: { readonly mouse: Mouse; readonly rectangle: Rectangle },
): Act {
  const { shows } = desk;
  const key = (name: string): Key => ({ name, ctrl: false, alt: false, shift: false });
  if (mouse.action === 'wheel-up') return pressInList(model, desk, key('Up'));
  if (mouse.action === 'wheel-down') return pressInList(model, desk, key('Down'));
  if (mouse.action !== 'press' || mouse.button !== 'left') return unchanged(model);
  const index = listIndexAt(shows, mouse.y - rectangle.y - 1, areaIn(rectangle));
  if (index === null || !('chosen' in shows)) return unchanged(model);
  return index === shows.chosen
    ? pressInList(model, desk, key('Enter'))
    : showing(model, desk, { ...shows, chosen: index });
}

/** Null on the title and below the last row. */
function entryAt(pane: TranscriptPane, rectangle: Rectangle, y: number): TranscriptEntry | null {
  const row = y - rectangle.y - 1;
  if (row < 0 || pane.words !== null) return null;
  const area = areaIn(rectangle);
  const rows = paneRows(pane, area.columns);
  return rows[topRow(pane, rows, area.rows) + row]?.entry ?? null;
}
