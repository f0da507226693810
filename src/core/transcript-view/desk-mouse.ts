import { contains } from '../screen/grid-layout.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from '../screen/screen-state.ts';
import type { Mouse } from '../terminal/input-event.ts';
import { deskArea, deskRoom, withPane } from './desk.ts';
import { paneRectangles } from './desk-layout.ts';
import { scrolledBy } from './pane-reading.ts';
import type { TranscriptDesk } from './transcript-pane.ts';

/** As far as a wheel moves text in most programs. */
const wheelRows = 3;

/** The wheel scrolls the transcript under it, a click gives it the keys. */
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
  if (mouse.action === 'wheel-up' || mouse.action === 'wheel-down') {
    const by = mouse.action === 'wheel-up' ? -wheelRows : wheelRows;
    const area = deskArea(model, desk, place.pane);
    return withPane(model, desk, place.pane, scrolledBy(pane, by, area));
  }
  if (mouse.action !== 'press' || mouse.button !== 'left') return unchanged(model);
  return withOverlay(model, { type: 'transcripts', desk: { ...desk, focused: place.pane } });
}
