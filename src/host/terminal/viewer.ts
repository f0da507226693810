import type { AgentId, Roster } from '../../core/agent/agent.ts';
import { type Frame, patchBetween } from '../../core/terminal/frame.ts';
import type { HostMessage } from '../../wire/messages.ts';
import type { Timers } from '../timers.ts';

/** Where messages for one connection go. */
export type Receiver = {
  /**
   * False when the connection takes no more until it has drained; what was given is still
   * delivered.
   */
  readonly write: (messages: readonly HostMessage[]) => boolean;
  readonly wantsRoster: boolean;
};

export type ViewerSources = {
  /** Null for an agent that has no screen. */
  readonly frame: (agent: AgentId) => Frame | null;
  readonly roster: () => Roster;
  /** Whether the agent's screen shows the echo of a key. */
  readonly isEcho: (agent: AgentId) => boolean;
  readonly timers: Timers;
};

/** One connection: what it watches and what it has been sent. */
export type Viewer = {
  /** Replaces what it watches. */
  readonly watch: (agents: readonly AgentId[]) => void;
  /** The screens of these may show something else now. */
  readonly changed: (agents: readonly AgentId[]) => void;
  readonly rosterChanged: () => void;
  readonly drained: () => void;
  readonly forget: (agent: AgentId) => void;
  readonly close: () => void;
};

/** Thirty pictures a second are as many as an eye can use. */
const paceMs = 33;
/**
 * What codex redraws because of a key comes within that time; one write for it instead of three.
 */
const echoPaceMs = 4;

/**
 * Sends the newest state at a pace of its own: what changes in between is never sent, and a
 * connection that does not take one message gets no second.
 */
export function viewerOf(receiver: Receiver, sources: ViewerSources): Viewer {
  const { timers } = sources;
  const sent = new Map<AgentId, Frame>();
  const stale = new Set<AgentId>();
  let watched: ReadonlySet<AgentId> = new Set();
  let isRosterDue = false;
  let isFull = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let planned: { readonly at: number; readonly callOff: () => void } | null = null;

  const send = () => {
    planned?.callOff();
    planned = null;
    const frames = [...stale].flatMap((agent) => frameMessage(agent, sources.frame(agent), sent));
    const messages: readonly HostMessage[] = isRosterDue
      ? [{ type: 'roster', roster: sources.roster() }, ...frames]
      : frames;
    stale.clear();
    isRosterDue = false;
    if (messages.length === 0) return;
    sentAt = timers.now();
    isFull = !receiver.write(messages);
  };

  const plan = () => {
    if (isFull || !(isRosterDue || stale.size > 0)) return;
    const at = sentAt + ([...stale].some(sources.isEcho) ? echoPaceMs : paceMs);
    if (at <= timers.now()) {
      send();
    } else if (!planned || planned.at > at) {
      planned?.callOff();
      planned = { at, callOff: timers.later(at - timers.now(), send) };
    }
  };

  const forget = (agent: AgentId) => {
    sent.delete(agent);
    stale.delete(agent);
  };

  return {
    forget,
    watch(agents) {
      const before = watched;
      watched = new Set(agents);
      for (const agent of before) if (!watched.has(agent)) forget(agent);
      for (const agent of watched) if (!before.has(agent)) stale.add(agent);
      plan();
    },
    changed(agents) {
      for (const agent of agents) if (watched.has(agent)) stale.add(agent);
      plan();
    },
    rosterChanged() {
      isRosterDue = receiver.wantsRoster;
      plan();
    },
    drained() {
      isFull = false;
      plan();
    },
    close: () => planned?.callOff(),
  };
}

/** Empty when the connection has that frame already. */
function frameMessage(
  agent: AgentId,
  frame: Frame | null,
  sent: Map<AgentId, Frame>,
): readonly HostMessage[] {
  const patch = frame && patchBetween(sent.get(agent) ?? null, frame);
  if (!frame || !patch) return [];
  sent.set(agent, frame);
  return [{ type: 'frame', agent, patch }];
}
