import type { Binding } from './binding.ts';
import { noAgents } from './no-agents.ts';
import { screenLayout } from './screen-layout.ts';
import { selectedAgent } from './screen-state.ts';
import { shownView } from './tile-view.ts';

/** The keys that open what is known of an agent; a part of the keymap. */
export const lookingBindings: readonly Binding[] = [
  {
    group: 'Agents',
    label: 't',
    help: 'transcript: what was said and done, live',
    hint: { word: 'transcript', worth: 1 },
    keys: { t: 'transcript' },
    disabled: noAgents,
  },
  {
    group: 'Agents',
    label: 'T',
    help: 'transcripts of the marked agents, side by side',
    hint: null,
    keys: { T: 'transcripts' },
    disabled: noAgents,
  },
  {
    group: 'Agents',
    label: 'D',
    help: 'read, search and comment what the agent changed',
    hint: { word: 'diff', worth: 2 },
    keys: { D: 'diff' },
    disabled: (model) => {
      const agent = selectedAgent(model);
      if (!agent) return noAgents(model);
      return agent.branch === null
        ? `${agent.name} works in no git repository, as far as is known, so there is no diff.`
        : null;
    },
    isFitting: (model) => {
      const git = selectedAgent(model)?.git;
      return git != null && (git.dirty || git.added + git.deleted > 0);
    },
  },
  {
    group: 'Agents',
    label: 'o',
    help: 'all about the agent, and why it is in this state',
    hint: { word: 'why', worth: 0 },
    keys: { o: 'why' },
    disabled: noAgents,
  },
  {
    group: 'Screen',
    label: 'm',
    help: 'tiles: live screens, or what each agent has come to',
    hint: { word: 'live/digest', worth: 1.5 },
    keys: { m: 'tile-view' },
    disabled: noAgents,
    isFitting: (model) => shownView(model) === 'digest' || screenLayout(model).pages > 1,
  },
];
