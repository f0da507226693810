import * as v from 'valibot';
import type { AgentId } from '../core/agent/agent.ts';
import type { Frame } from '../core/terminal/frame.ts';
import type { HostPort } from '../wire/host-port.ts';
import type { Painting } from './painting.ts';

/** A tile may show what its agent's screen has scrolled away; one tile at a time. */
export type LookingBack = {
  /** Further up by so many rows, or down again. */
  readonly scroll: (agent: AgentId, rows: number) => void;
  readonly isAt: (agent: AgentId) => boolean;
  /** By how many rows what its tile shows is further up than its screen. */
  readonly backOf: (agent: AgentId) => number;
  /** All tiles show what there is now. */
  readonly end: () => void;
  /** Hears when a tile shows other rows than before. */
  readonly onMoved: (listener: (agent: AgentId) => void) => void;
};

const earlierScreen = v.object({ back: v.number(), lines: v.array(v.string()) });

export function lookingBack(
  host: Pick<HostPort, 'request'>,
  painting: Pick<Painting, 'frameOf' | 'lookBack'>,
): LookingBack {
  /** `back` is how far up the tile shall be. */
  let looking: { readonly agent: AgentId; readonly back: number } | null = null;
  let isAsking = false;
  /** How far up the tile is, as far as was answered. */
  let shownBack = 0;
  let moved: (agent: AgentId) => void = () => {};

  const end = () => {
    looking = null;
    shownBack = 0;
    painting.lookBack(null);
  };
  const ask = async (): Promise<void> => {
    if (isAsking || !looking) return;
    const asked = looking;
    isAsking = true;
    const reply = await host.request({ type: 'screen', ...asked, styled: true });
    isAsking = false;
    if (looking?.agent !== asked.agent) return ask();
    const screen = reply.ok ? v.safeParse(earlierScreen, reply.value) : null;
    const frame = painting.frameOf(asked.agent);
    // Nothing is kept above, as on the alternate screen; or it is gone.
    if (!screen?.success || !frame || screen.output.back === 0) return end();
    shownBack = screen.output.back;
    painting.lookBack({ agent: asked.agent, frame: earlierFrame(frame, screen.output) });
    moved(asked.agent);
    if (looking.back !== asked.back) return ask();
    looking = { ...asked, back: screen.output.back };
  };
  return {
    scroll(agent, rows) {
      if (looking && looking.agent !== agent) end();
      const back = Math.max(0, (looking?.back ?? 0) + rows);
      if (back === 0) {
        if (looking) end();
        return;
      }
      looking = { agent, back };
      void ask();
    },
    isAt: (agent) => looking?.agent === agent,
    backOf: (agent) => (looking?.agent === agent ? shownBack : 0),
    end() {
      if (looking) end();
    },
    onMoved(listener) {
      moved = listener;
    },
  };
}

/** A tile further up, with a last row that says how far. */
export function earlierFrame(
  frame: Frame,
  { back, lines }: { readonly back: number; readonly lines: readonly string[] },
): Frame {
  const sign = `\x1b[7m ↑ ${back} ${back === 1 ? 'line' : 'lines'} up · any key goes down \x1b[m`;
  return { ...frame, lines: [...lines.slice(0, frame.rows - 1), sign], cursor: null };
}
