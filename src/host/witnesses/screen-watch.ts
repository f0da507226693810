import type { AgentId } from '../../core/agent/agent.ts';
import { type ScreenFacts, screenFacts } from '../../core/codex-screen/screen-facts.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import type { Timers } from '../timers.ts';

export type ScreenWatch = {
  /** From now on, and at once, or not any more. */
  readonly want: (agent: AgentId, wanted: boolean) => void;
  /** The screens of these may show something else. */
  readonly changed: (agents: readonly AgentId[]) => void;
  /** Its user typed into it. */
  readonly typed: (agent: AgentId) => void;
  /** Reads it at once. Null when it is not wanted, or has no screen. */
  readonly look: (agent: AgentId) => ScreenFacts | null;
  /** The same, wanted or not. */
  readonly read: (agent: AgentId) => ScreenFacts | null;
  readonly forget: (agent: AgentId) => void;
};

export type ScreenWatchOptions = {
  readonly timers: Timers;
  /** Epoch ms. */
  readonly now: () => number;
  readonly frame: (agent: AgentId) => Frame | null;
  readonly codexVersion: (agent: AgentId) => string | null;
  /** Only what differs from what was told before. */
  readonly onScreen: (agent: AgentId, facts: ScreenFacts) => void;
  readonly onTyped: (agent: AgentId, at: number) => void;
};

/** Codex draws a change in several writes; and a look takes 0.1 ms. */
const lookEveryMs = 40;

/** Often enough for whoever waits until nothing has been typed for a second. */
const tellTypedEveryMs = 250;

/** Reads the screens of agents about which something is to be decided. */
export function screenWatch(options: ScreenWatchOptions): ScreenWatch {
  const { timers } = options;
  /** What was told last of those that are wanted; null before the first time. */
  const told = new Map<AgentId, string | null>();
  const planned = new Map<AgentId, () => void>();
  const typing = typedTellings(options, (agent) => told.has(agent));

  const read = (agent: AgentId): ScreenFacts | null => {
    const frame = options.frame(agent);
    return frame && screenFacts(frame, options.codexVersion(agent));
  };

  const look = (agent: AgentId): ScreenFacts | null => {
    planned.get(agent)?.();
    planned.delete(agent);
    const facts = told.has(agent) ? read(agent) : null;
    if (!facts) return null;
    const text = JSON.stringify(facts);
    if (text !== told.get(agent)) {
      told.set(agent, text);
      options.onScreen(agent, facts);
    }
    return facts;
  };

  const unwant = (agent: AgentId) => {
    told.delete(agent);
    planned.get(agent)?.();
    planned.delete(agent);
  };

  return {
    look,
    read,
    want(agent, wanted) {
      unwant(agent);
      if (!wanted) return;
      told.set(agent, null);
      typing.tellNow(agent);
      look(agent);
    },
    changed(agents) {
      for (const agent of agents) {
        if (!told.has(agent) || planned.has(agent)) continue;
        planned.set(
          agent,
          timers.later(lookEveryMs, () => look(agent)),
        );
      }
    },
    typed: typing.typed,
    forget(agent) {
      unwant(agent);
      typing.forget(agent);
    },
  };
}

/** Keys go past the model; that there were some is told to it now and then. */
function typedTellings(
  { timers, now, onTyped }: ScreenWatchOptions,
  isWanted: (agent: AgentId) => boolean,
) {
  const typedAt = new Map<AgentId, number>();
  const toldAt = new Map<AgentId, number>();
  const planned = new Map<AgentId, () => void>();
  const tellNow = (agent: AgentId) => {
    const at = typedAt.get(agent);
    if (at === undefined || at === toldAt.get(agent) || !isWanted(agent)) return;
    toldAt.set(agent, at);
    // Where the clock was set back meanwhile it lies in the future.
    onTyped(agent, Math.min(at, now()));
    planned.get(agent)?.();
    planned.set(
      agent,
      timers.later(tellTypedEveryMs, () => {
        planned.delete(agent);
        tellNow(agent);
      }),
    );
  };
  return {
    tellNow,
    typed(agent: AgentId) {
      typedAt.set(agent, now());
      if (!planned.has(agent)) tellNow(agent);
    },
    forget(agent: AgentId) {
      typedAt.delete(agent);
      toldAt.delete(agent);
      planned.get(agent)?.();
      planned.delete(agent);
    },
  };
}
