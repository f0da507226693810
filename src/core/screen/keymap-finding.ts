import type { Binding } from './binding.ts';
import { noAgentAtAll } from './no-agents.ts';

/** Keys by which agents are found and put in order. */
export const findingBindings: readonly Binding[] = [
  {
    group: 'Move',
    label: '/',
    help: 'filter: name, folder, branch, state, screen, or a selector',
    hint: { word: 'filter', worth: 2.5 },
    keys: { '/': 'filter' },
    disabled: noAgentAtAll,
    isFitting: ({ roster }) => roster.length > 1,
  },
];
