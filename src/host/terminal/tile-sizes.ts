import type { AgentId } from '../../core/agent/agent.ts';
import type { ClientId } from '../../core/host/host-events.ts';
import type { Evidence } from '../../core/lifecycle/evidence.ts';
import type { ScreenSize } from '../../core/terminal/terminal-sequence.ts';
import type { Timers } from '../timers.ts';
import { resizeHold } from './resize-hold.ts';

export type Tile = ScreenSize & { readonly agent: AgentId };

export type TileSizes = {
  /** Replaces what the client watches; it decides the sizes of these from now on. */
  readonly watched: (client: ClientId, tiles: readonly Tile[]) => void;
  /** The client decides the size of this one from now on; a command, which watches nothing, is no client here. */
  readonly typed: (client: ClientId | null, agent: AgentId) => void;
  readonly left: (client: ClientId) => void;
  /** Some of what codex does must not be met by a resize. */
  readonly heard: (agent: AgentId, evidence: Evidence) => void;
  /** What the agent's terminal should have now. */
  readonly sizeOf: (agent: AgentId) => ScreenSize;
  readonly forget: (agent: AgentId) => void;
};

/** Below that codex's own layout breaks; a smaller tile shows a part. */
export const smallestSize: ScreenSize = { columns: 48, rows: 12 };
const unwatchedSize: ScreenSize = { columns: 80, rows: 24 };
/**
 * Codex redraws its whole transcript on every resize, so only the last size of a drag reaches it.
 */
const settleMs = 50;
/**
 * A key up to 25 ms before a resize freezes codex 0.169.0 for two seconds: it asks where the cursor is and
 * waits for the answer behind that key. Measured in a bare terminal; at 30 ms and more it never happened.
 */
const quietMs = 80;

/** Of several clients with tiles of different sizes, the one that watched or typed last decides. */
export function tileSizes(
  timers: Timers,
  onSize: (agent: AgentId, size: ScreenSize) => void,
): TileSizes {
  const wishes = new Map<ClientId, ReadonlyMap<AgentId, ScreenSize>>();
  const deciders = new Map<AgentId, ClientId>();
  const sizes = new Map<AgentId, ScreenSize>();
  const settling = new Map<AgentId, { readonly size: ScreenSize; readonly callOff: () => void }>();
  const typedAt = new Map<AgentId, number>();
  const hold = resizeHold(timers.now);

  const decide = (client: ClientId, agent: AgentId) => {
    const wish = wishes.get(client)?.get(agent);
    if (!wish) return;
    deciders.set(agent, client);
    const size = {
      columns: Math.max(smallestSize.columns, wish.columns),
      rows: Math.max(smallestSize.rows, wish.rows),
    };
    callOff(agent);
    const before = sizeOf(agent);
    if (size.columns === before.columns && size.rows === before.rows) return;
    resizeWhenQuiet(agent, size, settleMs);
  };

  const callOff = (agent: AgentId) => {
    settling.get(agent)?.callOff();
    settling.delete(agent);
  };

  const resizeWhenQuiet = (agent: AgentId, size: ScreenSize, delayMs: number) => {
    const callOff = timers.later(delayMs, () => {
      const typed = typedAt.get(agent) ?? Number.NEGATIVE_INFINITY;
      const waitMs = Math.max(typed + quietMs, hold.heldUntil(agent)) - timers.now();
      if (waitMs > 0) return resizeWhenQuiet(agent, size, waitMs);
      settling.delete(agent);
      sizes.set(agent, size);
      onSize(agent, size);
    });
    settling.set(agent, { size, callOff });
  };

  const sizeOf = (agent: AgentId) => sizes.get(agent) ?? unwatchedSize;

  return {
    sizeOf,
    watched(client, tiles) {
      wishes.set(client, new Map(tiles.map((tile) => [tile.agent, tile])));
      for (const { agent } of tiles) decide(client, agent);
    },
    typed(client, agent) {
      typedAt.set(agent, timers.now());
      if (client !== null && deciders.get(agent) !== client) decide(client, agent);
    },
    left(client) {
      wishes.delete(client);
      for (const [agent, decider] of deciders) {
        if (decider !== client) continue;
        deciders.delete(agent);
        const [other] = [...wishes].findLast(([, wish]) => wish.has(agent)) ?? [];
        if (other !== undefined) decide(other, agent);
      }
    },
    heard(agent, evidence) {
      const size = settling.get(agent)?.size;
      if (!hold.heard(agent, evidence) || !size) return;
      callOff(agent);
      resizeWhenQuiet(agent, size, settleMs);
    },
    forget(agent) {
      callOff(agent);
      hold.forget(agent);
      sizes.delete(agent);
      typedAt.delete(agent);
      deciders.delete(agent);
    },
  };
}
