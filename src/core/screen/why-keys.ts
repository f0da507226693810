import { actionOf } from '../overlay-keys/key-row.ts';
import { scrollSteps, whyTable } from '../overlay-keys/reading-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import type { Overlay } from './overlays.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withOverlay,
} from './screen-state.ts';

/** `clipScroll` keeps `scrolled` within what there is to scroll. */
export function pressInWhy(
  model: ScreenModel,
  overlay: Extract<Overlay, { type: 'why' }>,
  key: Key,
): Act {
  const action = actionOf(whyTable, key);
  if (action === null) return unchanged(model);
  if (action === 'close') return closeOverlay(model);
  const scrolled = Math.max(0, overlay.scrolled + scrollSteps[action]);
  return withOverlay(model, { ...overlay, scrolled });
}
