import type { Agent } from '../agent/agent.ts';
import type { Binding } from './binding.ts';
import { keyFor } from './bindings.ts';
import { shownAgents } from './filter.ts';
import { whyNoAnswer } from './given-answers.ts';
import {
  findingBindings,
  groupingBinding,
  layoutBinding,
  paletteBinding,
} from './keymap-finding.ts';
import { lookingBindings } from './keymap-looking.ts';
import { promptBindings } from './keymap-prompts.ts';
import { selectionOf } from './marks.ts';
import { noAgents } from './no-agents.ts';
import { firstAgentOfPage } from './screen-layout.ts';
import { agentOf, isLive, type ScreenModel, selectedAgent } from './screen-state.ts';
import { waitingAgents } from './waiting-agents.ts';
import { asksIn } from './waiting-asks.ts';

const always = () => null;

const whenNoneHasEnded = (model: ScreenModel) =>
  shownAgents(model).every(isLive)
    ? `No agent${model.filter ? ' shown here' : ''} has ended.`
    : null;

const hasEndedSession = ({ state, task }: Agent) => state === 'ended' && task === 'session';

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
    disabled: (model) => {
      const agent = agentOf(model, model.lastTyped?.agent ?? null);
      if (agent) return isLive(agent) ? null : `${agent.name}, where you last typed, has ended.`;
      return `You have not typed into an agent yet: ${keyFor(model.bindings, 'type')} types into the selected one.`;
    },
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
    hint: { word: 'page', worth: 2, keys: 'all' },
    keys: { '[': 'page-back', ']': 'page-forward' },
    disabled: (model) =>
      firstAgentOfPage(model, 1) || firstAgentOfPage(model, -1)
        ? null
        : 'All agents are on this page.',
  },
  ...findingBindings,
  ...promptBindings,
  {
    group: 'Agents',
    label: 'I',
    help: 'inbox: all that wait for you, to be answered from there',
    hint: { word: 'inbox', worth: 5.5 },
    keys: { I: 'inbox' },
    disabled: (model) => (asksIn(model.roster).length > 0 ? null : 'No agent waits for an answer.'),
  },
  {
    group: 'Agents',
    label: 'y s d',
    help: 'approve once, approve for the session, deny: what the selected tile shows',
    hint: null,
    keys: { y: 'approve', s: 'approve-session', d: 'deny' },
    disabled: whyNoAnswer,
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
    label: 'f',
    help: 'fork the agent: a second one goes on from here',
    hint: null,
    keys: { f: 'fork' },
    disabled: (model) => {
      const agent = selectedAgent(model);
      if (!agent) return noAgents(model);
      if (agent.task === 'command') return `${agent.name} is a command, not a conversation.`;
      return agent.sessionId === null
        ? `${agent.name} has no session to fork yet: it begins with its first prompt.`
        : null;
    },
  },
  {
    group: 'Agents',
    label: 'R',
    help: 'rename the agent',
    hint: null,
    keys: { R: 'rename' },
    disabled: noAgents,
  },
  {
    group: 'Agents',
    label: 'x',
    help: 'stop the agent or those marked; asks first when one is busy',
    hint: { word: 'stop', worth: 1 },
    keys: { x: 'stop' },
    disabled: (model) => {
      const [agent, ...more] = selectionOf(model);
      if (!agent) return noAgents(model);
      if ([agent, ...more].some(isLive)) return null;
      const key = keyFor(model.bindings, 'resume');
      return more.length === 0
        ? `${agent.name} has ended already: ${key} resumes it.`
        : `All ${more.length + 1} marked agents have ended already: ${key} resumes them.`;
    },
  },
  {
    group: 'Agents',
    label: 'e',
    help: 'resume an ended agent; restart a running one, after asking',
    hint: { word: 'resume', worth: 4 },
    keys: { e: 'resume' },
    disabled: noAgents,
    isFitting: (model) => selectionOf(model).some((agent) => !isLive(agent)),
  },
  {
    group: 'Agents',
    label: 'E',
    help: 'resume all agents that have ended',
    hint: { word: 'resume all', worth: 4 },
    keys: { E: 'resume-all' },
    disabled: (model) =>
      shownAgents(model).some(hasEndedSession) ? null : 'There is no ended conversation to resume.',
    isFitting: (model) => shownAgents(model).filter(hasEndedSession).length > 1,
  },
  {
    group: 'Agents',
    label: 'X',
    help: 'remove the ended agents, all or those marked',
    hint: null,
    keys: { X: 'remove-ended' },
    disabled: (model) =>
      model.marks.agents.length > 0 && selectionOf(model).every(isLive)
        ? 'None of the marked agents has ended.'
        : whenNoneHasEnded(model),
  },
  {
    group: 'Agents',
    label: 'u',
    help: 'undo the last removal or renaming, for ten seconds',
    hint: null,
    keys: { u: 'undo' },
    disabled: always,
  },
  {
    group: 'Agents',
    label: 'M',
    help: 'mute the agent or those marked: nobody is told when it needs you',
    hint: null,
    keys: { M: 'mute' },
    disabled: noAgents,
  },
  {
    group: 'Agents',
    label: 'U',
    help: 'copy a link that the agent shows, such as that of a sign-in',
    hint: null,
    keys: { U: 'copy-link' },
    disabled: noAgents,
  },
  ...lookingBindings,
  layoutBinding,
  groupingBinding,
  paletteBinding,
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
    help: 'close what is open, else show all, else take the marks away; never quits',
    hint: null,
    keys: { Escape: 'close' },
    disabled: always,
  },
];

function whenNoneIsLive(model: ScreenModel): string | null {
  const agent = selectedAgent(model);
  if (!agent) return noAgents(model);
  return isLive(agent)
    ? null
    : `${agent.name} has ended: ${keyFor(model.bindings, 'resume')} resumes it.`;
}
