import type { AgentId } from '../../core/agent/agent.ts';
import { hookEvents } from '../../core/codex/hook-events.ts';
import type { ScreenFacts } from '../../core/codex-screen/screen-facts.ts';
import type { Digest } from '../../core/digest/digest.ts';
import type { Evidence, KeyEvidence, MarkerEvidence } from '../../core/lifecycle/evidence.ts';
import { inBandEvidence, titleEvidence } from '../../core/lifecycle/in-band.ts';
import { keyEvidence, onScreen } from '../../core/lifecycle/lifecycle-keys.ts';
import { markerEvidence } from '../../core/lifecycle/marker-evidence.ts';
import { promptInMarker } from '../../core/prompts/taken-prompt.ts';
import {
  type AgentTerminals,
  agentTerminals,
  type TerminalOptions,
} from '../terminal/agent-terminals.ts';
import { dialogWatch } from './dialog-watch.ts';
import { type HookSlots, type HookSlotsOptions, hookSlots } from './hook-slots.ts';
import type { watchMarkers } from './markers.ts';
import type { followRollout } from './rollout-files.ts';
import { type RolloutWatch, rolloutWatch } from './rollout-watch.ts';
import { type ScreenWatch, screenWatch } from './screen-watch.ts';

export type MarkerListeners = Parameters<typeof watchMarkers>[1];

export type WitnessOptions = Pick<TerminalOptions, 'timers' | 'makePty' | 'colors' | 'onReset'> & {
  /** Epoch ms. */
  readonly now: () => number;
  readonly followRollout: typeof followRollout;
  /** Whether a dialog that only the screen shows may stand there. */
  readonly mayHaveDialog: (agent: AgentId) => boolean;
  /** Whether codex takes the key for more than an edit of a draft. */
  readonly keyMatters: (agent: AgentId, key: KeyEvidence) => boolean;
  readonly slots: Pick<HookSlotsOptions, 'folder' | 'ownerId'>;
  readonly waitMs: HookSlotsOptions['waitMs'];
  readonly codexVersion: (agent: AgentId) => string | null;
  /** The screen of a watched agent shows something else. */
  readonly onScreen: (agent: AgentId, facts: ScreenFacts) => void;
  /** A hook told that codex takes up this prompt, then (epoch ms). */
  readonly onPrompt: (agent: AgentId, text: string, at: number) => void;
  /** The user typed into a watched agent, at that instant (epoch ms). */
  readonly onTyped: (agent: AgentId, at: number) => void;
  readonly onEvidence: (agent: AgentId, evidence: Evidence) => void;
  readonly onDigest: (agent: AgentId, digest: Digest) => void;
  /** The screens of these may show something else. */
  readonly onChanged: (agents: readonly AgentId[]) => void;
  readonly onMalformedMarker: (facts: Readonly<Record<string, string>>) => void;
  readonly onNotice: (message: string) => void;
};

export type AgentWitnesses = {
  readonly terminals: AgentTerminals;
  readonly rollouts: RolloutWatch;
  readonly screens: ScreenWatch;
  readonly slots: HookSlots;
  readonly markers: MarkerListeners;
  /** What was seen of the agent's process and its screen is past. */
  readonly forgetScreen: (agent: AgentId) => void;
};

/** All that is heard of agents: their terminals, screens, rollouts and markers, as evidence. */
export function agentWitnesses(options: WitnessOptions): AgentWitnesses {
  const { now, timers } = options;
  const titles = new Map<AgentId, string>();
  const hear = (agent: AgentId, evidence: Evidence | null) => {
    if (evidence) options.onEvidence(agent, evidence);
  };
  const terminals = agentTerminals({
    ...options,
    onChanged(agents) {
      options.onChanged(agents);
      dialogs.changed(agents);
      screens.changed(agents);
    },
    onReport: (agent, payload) => hear(agent, inBandEvidence(payload, now())),
    onTitle(agent, title) {
      const evidence = titleEvidence(title, now());
      // While codex works, its title turns a spinner ten times a second.
      if (!evidence || titles.get(agent) === evidence.shows) return;
      titles.set(agent, evidence.shows);
      hear(agent, evidence);
    },
    onStop: (agent, stop) =>
      hear(agent, {
        witness: 'process',
        at: now(),
        fact: stop ? { type: 'stopped', ...stop } : { type: 'continued' },
      }),
    onExit: (agent, exit) =>
      hear(agent, { witness: 'process', at: now(), fact: { type: 'exited', exit } }),
  });
  const dialogs = dialogWatch({
    timers,
    mayHaveDialog: options.mayHaveDialog,
    frame: terminals.frame,
    onDialog: (agent, dialog) => hear(agent, { witness: 'screen', at: now(), dialog }),
  });
  const screens = screenWatch({ ...options, frame: terminals.frame });
  const slots = hookSlots({ ...options, ...options.slots });
  return {
    slots,
    screens,
    terminals: {
      ...terminals,
      write(agent, bytes) {
        const key = keyEvidence(Buffer.from(bytes).toString('latin1'), now());
        if (key && options.keyMatters(agent, key)) hear(agent, onScreen(key, screens.read(agent)));
        return terminals.write(agent, bytes);
      },
    },
    rollouts: rolloutWatch(options),
    markers: {
      onMarker(agent, text, at, process) {
        const evidence = markerEvidence(text, at);
        if ('malformed' in evidence) return evidence.malformed;
        hear(agent, evidence);
        const prompt = promptInMarker(text);
        if (prompt !== null) options.onPrompt(agent, prompt, at);
        if (process !== undefined && isAsk(evidence)) {
          slots.asked({ agent, process, at: evidence.at, subagentId: evidence.subagentId });
        }
        return null;
      },
      onMalformed: (name, reason) => options.onMalformedMarker({ name, reason }),
      onNotice: options.onNotice,
    },
    forgetScreen(agent) {
      titles.delete(agent);
      dialogs.forget(agent);
      screens.forget(agent);
    },
  };
}

function isAsk({ event }: MarkerEvidence): boolean {
  return hookEvents[event].means === 'permission-wanted';
}
