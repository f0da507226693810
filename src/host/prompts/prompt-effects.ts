import type { AgentId } from '../../core/agent/agent.ts';
import type { HostEffect, HostEvent } from '../../core/host/host-events.ts';

export type PromptEffect = Extract<HostEffect, { type: 'save-prompts' | 'find-prompt' }>;
export type PromptSearch = Extract<HostEffect, { type: 'find-prompt' }>;

/** What the disk knows of prompts. Neither rejects for what a disk can do wrong. */
export type PromptFiles = {
  /** Resolves when this, or something newer, is on the disk, or cannot be written. */
  readonly save: (agent: AgentId, text: string) => Promise<void>;
  /** How often codex has written down that it took the prompt. */
  readonly find: (search: PromptSearch) => Promise<number>;
};

export function promptEffects({
  save,
  find,
  dispatch,
}: PromptFiles & { readonly dispatch: (event: HostEvent) => void }): (
  effect: PromptEffect,
) => void {
  return (effect) => {
    const { agent } = effect;
    if (effect.type === 'save-prompts') {
      const { typed } = effect;
      void save(agent, effect.text).then(() => {
        if (typed.length > 0) dispatch({ type: 'prompts-saved', agent, typed });
      });
      return;
    }
    const { prompt } = effect;
    void find(effect).then((count) => dispatch({ type: 'prompt-found', agent, prompt, count }));
  };
}
