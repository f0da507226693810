import type { Binding } from './binding.ts';
import { noAgents } from './no-agents.ts';

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
];
