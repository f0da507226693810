import type { Binding } from './binding.ts';
import { keyFor } from './bindings.ts';
import { noAgents } from './no-agents.ts';
import { isLive, selectedAgent } from './screen-state.ts';

/** The keys for marks and for prompts; a part of the keymap. */
export const promptBindings: readonly Binding[] = [
  {
    group: 'Prompts',
    label: 'Space v',
    help: 'mark the agent; mark all from the last marked to it',
    hint: null,
    keys: { Space: 'mark', v: 'mark-range' },
    disabled: noAgents,
  },
  {
    group: 'Prompts',
    label: 'a *',
    help: 'mark all or none; mark the others instead',
    hint: null,
    keys: { a: 'mark-all', '*': 'mark-inverted' },
    disabled: noAgents,
  },
  {
    group: 'Prompts',
    label: 'b',
    help: 'a prompt to the marked agents, or to those you name',
    hint: { word: 'broadcast', worth: 4 },
    keys: { b: 'broadcast' },
    disabled: noAgents,
    isFitting: ({ marks }) => marks.agents.length > 0,
  },
  {
    group: 'Prompts',
    label: 'r',
    help: 'a prompt to the selected agent',
    hint: null,
    keys: { r: 'reply' },
    disabled: (model) => {
      const agent = selectedAgent(model);
      if (!agent) return noAgents(model);
      if (agent.task === 'command') return `${agent.name} is a command, not a conversation.`;
      return isLive(agent)
        ? null
        : `${agent.name} has ended: ${keyFor(model.bindings, 'resume')} resumes it.`;
    },
  },
  {
    group: 'Prompts',
    label: 'B',
    help: 'type at the marked agents at once, into their composers alone',
    hint: null,
    keys: { B: 'mirror' },
    disabled: ({ marks, bindings }) =>
      marks.agents.length > 0
        ? null
        : `No agent is marked: ${keyFor(bindings, 'mark')} marks the selected one, ${keyFor(bindings, 'mark-all')} all.`,
  },
  {
    group: 'Prompts',
    label: 'Q',
    help: 'what became of prompts; cancel or edit those that wait',
    hint: null,
    keys: { Q: 'receipts' },
    disabled: noAgents,
  },
];
