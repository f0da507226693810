import type { AgentId } from '../../core/agent/agent.ts';
import { dialogOn } from '../../core/codex-screen/screen-facts.ts';
import type { LifecycleName } from '../../core/lifecycle/lifecycle-table.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import type { Timers } from '../timers.ts';

export type DialogWatch = {
  /** The screens of these may show something else. */
  readonly changed: (agents: readonly AgentId[]) => void;
  readonly forget: (agent: AgentId) => void;
};

export type DialogWatchOptions = {
  readonly timers: Timers;
  /** Whether a dialog that only the screen shows may stand there. */
  readonly mayHaveDialog: (agent: AgentId) => boolean;
  readonly frame: (agent: AgentId) => Frame | null;
  /** The dialog's name, null when it has gone. */
  readonly onDialog: (agent: AgentId, dialog: string | null) => void;
};

/** Reading a screen takes 0.1 ms, and a dialog stays until a person answers. */
const lookEveryMs = 50;

const statesWithDialogs: readonly (LifecycleName | undefined)[] = [
  'starting',
  'dialog',
  'unknown',
  'ready',
  'done',
  'failed',
];

/** A dialog of codex's stands before the composer, or, after a resume or a turn, in its place. */
export function dialogMayStand(state: LifecycleName | undefined): boolean {
  return statesWithDialogs.includes(state);
}

/** Looks for dialogs that codex does not report on the screens of agents that may stand at one. */
export function dialogWatch(options: DialogWatchOptions): DialogWatch {
  const planned = new Map<AgentId, () => void>();
  const shown = new Map<AgentId, string>();

  const look = (agent: AgentId) => {
    planned.delete(agent);
    const frame = options.frame(agent);
    const dialog = frame && dialogOn(frame);
    if (dialog === (shown.get(agent) ?? null)) return;
    if (dialog === null) shown.delete(agent);
    else shown.set(agent, dialog);
    options.onDialog(agent, dialog);
  };

  return {
    changed(agents) {
      for (const agent of agents) {
        if (planned.has(agent)) continue;
        if (!options.mayHaveDialog(agent) && !shown.has(agent)) continue;
        planned.set(
          agent,
          options.timers.later(lookEveryMs, () => look(agent)),
        );
      }
    },
    forget(agent) {
      planned.get(agent)?.();
      planned.delete(agent);
      shown.delete(agent);
    },
  };
}
