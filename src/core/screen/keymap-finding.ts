import type { Binding } from './binding.ts';
import { noAgentAtAll, noAgents } from './no-agents.ts';
import { whyNotMoved } from './tile-order.ts';

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
  {
    group: 'Move',
    label: 'g',
    help: 'find a text on all screens and in all transcripts, and go there',
    hint: null,
    keys: { g: 'search' },
    disabled: noAgentAtAll,
  },
  {
    group: 'Move',
    label: '< >',
    help: 'move the tile back, on; a number stays with its agent',
    hint: null,
    keys: { '<': 'move-back', '>': 'move-on' },
    disabled: whyNotMoved,
  },
  {
    group: 'Move',
    label: 'p',
    help: 'pin the agent or those marked: their tiles stand first',
    hint: null,
    keys: { p: 'pin' },
    disabled: noAgents,
  },
];

/** Each by itself is in the palette. */
export const layoutBinding: Binding = {
  group: 'Screen',
  label: 'L',
  help: 'lay the tiles out another way',
  hint: null,
  keys: { L: 'next-layout' },
  disabled: noAgentAtAll,
};

/** Each by itself is in the palette, too. */
export const groupingBinding: Binding = {
  group: 'Screen',
  label: 'G',
  help: 'group the tiles another way: by group, by repository, or not',
  hint: null,
  keys: { G: 'next-grouping' },
  disabled: noAgentAtAll,
};

export const paletteBinding: Binding = {
  group: 'Screen',
  label: ': Ctrl+K',
  help: 'palette: all that can be done, and all agents, by name',
  hint: { word: 'all actions', worth: 1.5 },
  keys: { ':': 'palette', 'Ctrl+K': 'palette' },
  disabled: () => null,
};
