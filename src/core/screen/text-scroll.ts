import { helpLines } from './help-lines.ts';
import { inboxDetail } from './inbox-lines.ts';
import type { Act, ScreenModel } from './screen-state.ts';
import { whyLines } from './why-lines.ts';

/** A text that is scrolled no further than to its end: from there each step back is seen. */
export function clipScroll(act: Act): Act {
  const overlay = clippedOverlay(act.model);
  return overlay === act.model.overlay ? act : { ...act, model: { ...act.model, overlay } };
}

function clippedOverlay(model: ScreenModel): ScreenModel['overlay'] {
  const { overlay } = model;
  switch (overlay.type) {
    case 'help':
    case 'why': {
      if (overlay.scrolled === 0) return overlay;
      const { furthest } =
        overlay.type === 'help' ? helpLines(model, overlay) : whyLines(model, overlay);
      return overlay.scrolled > furthest ? { ...overlay, scrolled: furthest } : overlay;
    }
    case 'inbox': {
      const { inbox } = overlay;
      if (inbox.scrolled === 0) return overlay;
      const { furthest } = inboxDetail(model, inbox).detail;
      return inbox.scrolled > furthest
        ? { ...overlay, inbox: { ...inbox, scrolled: furthest } }
        : overlay;
    }
    default:
      return overlay;
  }
}
