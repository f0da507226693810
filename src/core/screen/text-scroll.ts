import { helpLines } from './help-lines.ts';
import type { Act } from './screen-state.ts';
import { whyLines } from './why-lines.ts';

/** A text that is scrolled no further than to its end: from there each step back is seen. */
export function clipScroll(act: Act): Act {
  const { model } = act;
  const { overlay } = model;
  if (overlay.type !== 'help' && overlay.type !== 'why') return act;
  if (overlay.scrolled === 0) return act;
  const { furthest } =
    overlay.type === 'help' ? helpLines(model, overlay) : whyLines(model, overlay);
  const scrolled = Math.min(overlay.scrolled, furthest);
  return { ...act, model: { ...model, overlay: { ...overlay, scrolled } } };
}
