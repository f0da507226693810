import type { AgentId, Roster } from '../../core/agent/agent.ts';
import type { ClientId } from '../../core/host/host-events.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import type { Timers } from '../timers.ts';
import { type Receiver, type Viewer, viewerOf } from './viewer.ts';

export type Screens = {
  /** Null for an agent that has no screen. */
  readonly frame: (agent: AgentId) => Frame | null;
  /**
   * Until when `frame` may be older than the screen, in the time of the timers; null when it is
   * not.
   */
  readonly heldUntil: (agent: AgentId) => number | null;
};

export type Publisher = {
  readonly join: (client: ClientId, receiver: Receiver) => void;
  readonly leave: (client: ClientId) => void;
  /** The client's connection takes messages again. */
  readonly drained: (client: ClientId) => void;
  /** Replaces what the client watches. */
  readonly watch: (client: ClientId, agents: readonly AgentId[]) => void;
  /** The screens of these may show something else now. */
  readonly changed: (agents: readonly AgentId[]) => void;
  /** Someone types into it: its echo is awaited. */
  readonly typed: (agent: AgentId) => void;
  readonly rosterChanged: (roster: Roster) => void;
  readonly forget: (agent: AgentId) => void;
};

/** How long after a key an agent's screen counts as its echo. */
const echoMs = 100;

/** Keeps every connection at the newest state; has no timer while nothing changes. */
export function publisher(screens: Screens, timers: Timers): Publisher {
  const viewers = new Map<ClientId, Viewer>();
  const typedAt = new Map<AgentId, number>();
  const held = new Set<AgentId>();
  let roster: Roster = [];

  const isEcho = (agent: AgentId) =>
    timers.now() - (typedAt.get(agent) ?? Number.NEGATIVE_INFINITY) < echoMs;

  /** A program that begins to draw and does not end it is shown as it is, in time. */
  const changeWhenReleased = (agent: AgentId) => {
    const until = screens.heldUntil(agent);
    if (until === null || held.has(agent)) return;
    held.add(agent);
    timers.later(Math.max(0, until - timers.now()), () => {
      held.delete(agent);
      changed([agent]);
    });
  };

  const changed = (agents: readonly AgentId[]) => {
    for (const agent of agents) changeWhenReleased(agent);
    for (const viewer of viewers.values()) viewer.changed(agents);
  };

  return {
    changed,
    join(client, receiver) {
      const sources = { frame: screens.frame, roster: () => roster, isEcho, timers };
      const viewer = viewerOf(receiver, sources);
      viewers.set(client, viewer);
      viewer.rosterChanged();
    },
    leave(client) {
      viewers.get(client)?.close();
      viewers.delete(client);
    },
    drained: (client) => viewers.get(client)?.drained(),
    watch: (client, agents) => viewers.get(client)?.watch(agents),
    typed(agent) {
      typedAt.set(agent, timers.now());
    },
    rosterChanged(newest) {
      roster = newest;
      for (const viewer of viewers.values()) viewer.rosterChanged();
    },
    forget(agent) {
      typedAt.delete(agent);
      for (const viewer of viewers.values()) viewer.forget(agent);
    },
  };
}
