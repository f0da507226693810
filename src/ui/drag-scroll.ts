import type { AgentId } from '../core/agent/agent.ts';
import type { Mouse } from '../core/terminal/input-event.ts';
import type { Clock } from './pacer.ts';
import type { Painting } from './painting.ts';

/** While the button is held above or below its tile, what the tile shows goes on. */
export type DragScroll = {
  readonly drag: (agent: AgentId, mouse: Mouse) => void;
  readonly stop: () => void;
};

/** Slow enough to stop at a row, fast enough for a screen in two seconds. */
const stepMs = 80;

/** Further out it goes faster. Rows. */
const mostRows = 3;

/** Rows upwards are negative. */
export function dragScroll(
  { painting, clock }: { readonly painting: Painting; readonly clock: Clock },
  step: (agent: AgentId, rows: number) => void,
): DragScroll {
  let cancel: (() => void) | null = null;
  let rows = 0;
  const stop = () => {
    cancel?.();
    cancel = null;
  };
  const next = (agent: AgentId) => {
    cancel = clock.after(stepMs, () => {
      next(agent);
      step(agent, rows);
    });
  };
  return {
    drag(agent, mouse) {
      const view = painting.viewOf(agent);
      const top = view?.body.y ?? mouse.y;
      const bottom = top + (view?.body.rows ?? 1) - 1;
      const out = Math.min(0, mouse.y - top) + Math.max(0, mouse.y - bottom);
      rows = Math.max(-mostRows, Math.min(mostRows, out));
      if (rows === 0) stop();
      else if (cancel === null) next(agent);
    },
    stop,
  };
}
