import type { Key } from './input-event.ts';
import { firstAgentOfPage } from './screen-layout.ts';
import { agentOf, isLive, type ScreenModel, selectedAgent, waitingAgents } from './screen-state.ts';

export type ActionName =
  | 'left'
  | 'down'
  | 'up'
  | 'right'
  | 'next-tile'
  | 'previous-tile'
  | `tile-${number}`
  | 'next-waiting'
  | 'previous-waiting'
  | 'last-agent'
  | 'page-back'
  | 'page-forward'
  | 'type'
  | 'zoom'
  | 'type-again'
  | 'new-agent'
  | 'stop'
  | 'resume'
  | 'remove-ended'
  | 'why'
  | 'help'
  | 'suspend'
  | 'quit'
  | 'close';

export type BindingGroup = 'Move' | 'Type' | 'Agents' | 'Screen';

export type Binding = {
  readonly group: BindingGroup;
  /** The keys as a person reads them. */
  readonly label: string;
  readonly help: string;
  /** The footer's word for it, and which ones stay when there is little room: those of most worth. Null: only in the help. */
  readonly hint: { readonly word: string; readonly worth: number } | null;
  readonly keys: Readonly<Record<string, ActionName>>;
  /** Why the key would do nothing now, as a sentence; null when it works. */
  readonly disabled: (model: ScreenModel) => string | null;
};

const always = () => null;

const noAgents = (model: ScreenModel) =>
  model.roster.length === 0 ? 'There are no agents yet: n starts one.' : null;

const tileNumbers = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`${(index + 1) % 10}`, `tile-${index + 1}` as const]),
);

/** Every key of GRID mode, once. The footer's hints, the help and the README's table are drawn from these rows, in this order. */
export const keymap: readonly Binding[] = [
  {
    group: 'Type',
    label: 'Enter i',
    help: 'type into the selected agent: all keys go to codex',
    hint: { word: 'type', worth: 6 },
    keys: { Enter: 'type', i: 'type' },
    disabled: whenNoneIsLive,
  },
  {
    group: 'Type',
    label: 'z',
    help: 'type with the tile zoomed to the whole screen',
    hint: { word: 'zoom', worth: 3 },
    keys: { z: 'zoom' },
    disabled: whenNoneIsLive,
  },
  {
    group: 'Type',
    label: 'Ctrl+Q Ctrl+]',
    help: 'leave typing; in GRID, back to where you last typed',
    hint: null,
    keys: { 'Ctrl+Q': 'type-again', 'Ctrl+]': 'type-again' },
    disabled: (model) =>
      model.lastTyped && agentOf(model, model.lastTyped.agent)
        ? null
        : 'You have not typed into an agent yet: Enter types into the selected one.',
  },
  {
    group: 'Move',
    label: '← ↓ ↑ → h j k l',
    help: 'move the selection',
    hint: null,
    keys: {
      Left: 'left',
      Down: 'down',
      Up: 'up',
      Right: 'right',
      h: 'left',
      j: 'down',
      k: 'up',
      l: 'right',
    },
    disabled: noAgents,
  },
  {
    group: 'Move',
    label: 'Tab Shift+Tab',
    help: 'next, previous tile',
    hint: null,
    keys: { Tab: 'next-tile', 'Shift+Tab': 'previous-tile' },
    disabled: noAgents,
  },
  {
    group: 'Move',
    label: '1 … 9 0',
    help: 'the tile with that number, 0 for 10',
    hint: null,
    keys: tileNumbers,
    disabled: noAgents,
  },
  {
    group: 'Move',
    label: 'w W',
    help: 'next, previous agent that waits for you',
    hint: { word: 'waiting', worth: 7 },
    keys: { w: 'next-waiting', W: 'previous-waiting' },
    disabled: (model) =>
      waitingAgents(model.roster).length > 0 ? null : 'No agent waits for you.',
  },
  {
    group: 'Move',
    label: '`',
    help: 'the agent selected before',
    hint: null,
    keys: { '`': 'last-agent' },
    disabled: (model) =>
      agentOf(model, model.previouslySelected) ? null : 'No other agent was selected before.',
  },
  {
    group: 'Move',
    label: '[ ]',
    help: 'page back, forward',
    hint: { word: 'page', worth: 2 },
    keys: { '[': 'page-back', ']': 'page-forward' },
    disabled: (model) =>
      firstAgentOfPage(model, 1) || firstAgentOfPage(model, -1)
        ? null
        : 'All agents are on this page.',
  },
  {
    group: 'Agents',
    label: 'n c',
    help: 'new agent',
    hint: { word: 'new', worth: 5 },
    keys: { n: 'new-agent', c: 'new-agent' },
    disabled: always,
  },
  {
    group: 'Agents',
    label: 'x',
    help: 'stop the agent; asks first when it is busy',
    hint: { word: 'stop', worth: 1 },
    keys: { x: 'stop' },
    disabled: (model) => {
      const agent = selectedAgent(model);
      if (!agent) return noAgents(model);
      return isLive(agent) ? null : `${agent.name} has ended already: e resumes it.`;
    },
  },
  {
    group: 'Agents',
    label: 'e',
    help: 'resume the agent after it ended',
    hint: { word: 'resume', worth: 4 },
    keys: { e: 'resume' },
    disabled: (model) => {
      const agent = selectedAgent(model);
      if (!agent) return noAgents(model);
      return isLive(agent) ? `${agent.name} is running: e resumes an agent that has ended.` : null;
    },
  },
  {
    group: 'Agents',
    label: 'X',
    help: 'remove the ended agents; their sessions stay on disk',
    hint: null,
    keys: { X: 'remove-ended' },
    disabled: (model) => (model.roster.every(isLive) ? 'No agent has ended.' : null),
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
    label: '?',
    help: 'this help',
    hint: { word: 'help', worth: 9 },
    keys: { '?': 'help' },
    disabled: always,
  },
  {
    group: 'Screen',
    label: 'q Ctrl+C',
    help: 'quit: detach (the agents keep running) or stop all',
    hint: { word: 'quit', worth: 8 },
    keys: { q: 'quit', 'Ctrl+C': 'quit' },
    disabled: always,
  },
  {
    group: 'Screen',
    label: 'Ctrl+Z',
    help: 'suspend the screen; fg brings it back',
    hint: null,
    keys: { 'Ctrl+Z': 'suspend' },
    disabled: always,
  },
  {
    group: 'Screen',
    label: 'Esc',
    help: 'close what is open; never quits or reaches an agent',
    hint: null,
    keys: { Escape: 'close' },
    disabled: always,
  },
];

/** How a key is written in the table: `a`, `A`, `Ctrl+C`, `Shift+Tab`, `Escape`. A capital letter says Shift already. */
export function keyText(key: Key): string {
  const isCharacter = [...key.name].length === 1;
  const name = isCharacter && key.ctrl ? key.name.toUpperCase() : key.name;
  return [
    key.ctrl ? 'Ctrl+' : '',
    key.alt ? 'Alt+' : '',
    key.shift && !isCharacter ? 'Shift+' : '',
    name,
  ].join('');
}

/** The binding and action of a key; null for a key without one. */
export function bindingOf(
  key: Key,
): { readonly binding: Binding; readonly action: ActionName } | null {
  const text = keyText(key);
  for (const binding of keymap) {
    const action = binding.keys[text];
    if (action !== undefined) return { binding, action };
  }
  return null;
}

export type Hint = { readonly key: string; readonly word: string; readonly worth: number };

/** What the footer offers now: the first key of each binding that has a hint and works. */
export function hintsOf(model: ScreenModel): readonly Hint[] {
  return keymap.flatMap(({ hint, label, disabled }) =>
    hint !== null && disabled(model) === null ? [{ key: label.split(' ')[0] ?? '', ...hint }] : [],
  );
}

function whenNoneIsLive(model: ScreenModel): string | null {
  const agent = selectedAgent(model);
  if (!agent) return noAgents(model);
  return isLive(agent) ? null : `${agent.name} has ended: e resumes it.`;
}
