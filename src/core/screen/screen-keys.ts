import type { Agent, AgentId } from '../agent/agent.ts';
import { openDiff } from '../diff-pane/diff-pane-act.ts';
import type { HostCommand } from '../host/host-commands.ts';
import type { Key } from '../terminal/input-event.ts';
import { openTranscripts } from '../transcript-view/desk.ts';
import type { ActionName } from './binding.ts';
import { bindingOf } from './bindings.ts';
import { openBroadcast, openReply } from './composer.ts';
import { shownAgents } from './filter.ts';
import { clearFilterOrMarks, openFilter } from './filter-keys.ts';
import { dismissFirstKeys } from './first-keys.ts';
import { answerSelected } from './given-answers.ts';
import { openInbox } from './inbox.ts';
import { invertMarks, markAll, markRange, noMarks, selectionOf, toggleMark } from './marks.ts';
import { startMirror } from './mirror.ts';
import { forkForm, type NameForm, renameForm } from './name-form.ts';
import { newAgentForm } from './new-agent-form.ts';
import { openPalette } from './palette.ts';
import type { Purpose } from './purpose.ts';
import { ask } from './questions.ts';
import { leaveAgentsRunning } from './questions-of-ending.ts';
import { openReceipts } from './receipt-keys.ts';
import { firstAgentOfPage } from './screen-layout.ts';
import { toggleMute } from './screen-news.ts';
import { openSearch } from './screen-search.ts';
import {
  type Act,
  isLive,
  type ScreenModel,
  select,
  selectedAgent,
  startTyping,
  unchanged,
  withNotice,
  withOverlay,
} from './screen-state.ts';
import { removeEnded, resumeSelection, stopSelection } from './selection-verbs.ts';
import { nextGrouping, nextLayout } from './tile-layouts.ts';
import { moveTile, togglePin } from './tile-order.ts';
import { neighbourTile, stepThrough } from './tile-steps.ts';
import { toggleTileView } from './tile-view.ts';
import { waitingAgents } from './waiting-agents.ts';

/** A key in GRID with nothing above the grid. `now` is epoch ms. */
export function pressInGrid(model: ScreenModel, key: Key, now: number): Act {
  const bound = bindingOf(model.bindings, key);
  if (!bound) return unchanged(model);
  const reason = bound.binding.disabled(model);
  return reason === null ? performAction(model, bound.action, now) : withNotice(model, reason);
}

/** What an action does where it is not disabled. `now` is epoch ms. */
export function performAction(model: ScreenModel, action: ActionName, now: number): Act {
  switch (action) {
    case 'left':
    case 'right':
    case 'up':
    case 'down':
      return selectAgent(model, neighbourTile(model, action));
    case 'next-tile':
      return selectAgent(model, stepThrough(shownAgents(model), model.selected, 1));
    case 'previous-tile':
      return selectAgent(model, stepThrough(shownAgents(model), model.selected, -1));
    case 'next-waiting':
      return selectAgent(model, stepThrough(waitingInView(model), model.selected, 1));
    case 'previous-waiting':
      return selectAgent(model, stepThrough(waitingInView(model), model.selected, -1));
    case 'last-agent':
      return model.previouslySelected ? select(model, model.previouslySelected) : unchanged(model);
    case 'page-back':
      return selectAgent(model, firstAgentOfPage(model, -1));
    case 'page-forward':
      return selectAgent(model, firstAgentOfPage(model, 1));
    case 'type':
      return typeInto(model, { zoomed: false });
    case 'zoom':
      return typeInto(model, { zoomed: true });
    case 'type-again':
      return model.lastTyped ? startTyping(model, model.lastTyped) : unchanged(model);
    case 'mark':
      return toggleMark(model);
    case 'mark-range':
      return markRange(model);
    case 'mark-all':
      return markAll(model);
    case 'mark-inverted':
      return invertMarks(model);
    case 'approve':
      return answerSelected(model, 'approve', now);
    case 'approve-session':
      return answerSelected(model, 'session', now);
    case 'deny':
      return answerSelected(model, 'deny', now);
    case 'inbox':
      return openInbox(model);
    case 'broadcast':
      return openBroadcast(model);
    case 'reply':
      return openReply(model);
    case 'mirror':
      return startMirror(model, now);
    case 'receipts':
      return openReceipts(model);
    case 'new-agent':
      return withOverlay(model, { type: 'new-agent', form: newAgentForm(model) });
    case 'fork':
      return askName(model, (agent) => forkForm(agent, model.roster));
    case 'rename':
      return askName(model, renameForm);
    case 'stop':
      return stopSelection(model);
    case 'resume':
      return resumeSelection(model);
    case 'resume-all':
      return request(
        model,
        { type: 'resume', agent: null },
        { type: 'resume', agents: endedInView(model), session: 'own' },
      );
    case 'mute':
      return toggleMute(model);
    case 'undo':
      return request(model, { type: 'undo' }, { type: 'undo' });
    case 'copy-link':
      return askLinks(model);
    case 'remove-ended':
      return removeEnded(model);
    case 'move-back':
      return moveTile(model, -1);
    case 'move-on':
      return moveTile(model, 1);
    case 'pin':
      return togglePin(model);
    case 'next-layout':
      return nextLayout(model);
    case 'next-grouping':
      return nextGrouping(model);
    case 'search':
      return openSearch(model);
    case 'filter':
      return openFilter(model);
    case 'diff':
      return openDiff(model);
    case 'transcript':
      return openTranscripts(model, selectionOf({ ...model, marks: noMarks }));
    case 'transcripts':
      return openTranscripts(model, selectionOf(model));
    case 'tile-view':
      return toggleTileView(model);
    case 'why':
      return askWhy(model);
    case 'palette':
      return openPalette(model, now);
    case 'help':
      return withOverlay(model, { type: 'help', scrolled: 0, filter: null });
    case 'suspend':
      return { model, effects: [{ type: 'suspend' }] };
    case 'quit':
      // Where nothing could go on without the screen there is nothing to ask; a demo ends with it.
      return model.roster.some(isLive) && !model.demo
        ? ask(model, { type: 'quit' })
        : leaveAgentsRunning(model);
    case 'close':
      return model.filter === null && model.marks.agents.length === 0
        ? dismissFirstKeys(model)
        : clearFilterOrMarks(model);
    default:
      return selectNumber(model, action);
  }
}

function selectAgent(model: ScreenModel, agent: Agent | null): Act {
  return agent ? select(model, agent.id) : unchanged(model);
}

/** Those that the filter hides come only when no other waits. */
function waitingInView(model: ScreenModel): readonly Agent[] {
  const shown = waitingAgents(shownAgents(model));
  return shown.length > 0 ? shown : waitingAgents(model.roster);
}

/** All of them, unless some are hidden. */
function endedInView(model: ScreenModel): 'all' | AgentId[] {
  if (model.filter === null) return 'all';
  const ended = shownAgents(model).filter((agent) => !isLive(agent) && agent.task === 'session');
  return ended.map(({ id }) => id);
}

function selectNumber(model: ScreenModel, action: `tile-${number}`): Act {
  const number = Number(action.slice('tile-'.length));
  const agent = model.roster.find((candidate) => candidate.number === number);
  return agent ? select(model, agent.id) : withNotice(model, `No agent has the number ${number}.`);
}

function typeInto(model: ScreenModel, options: { readonly zoomed: boolean }): Act {
  return model.selected
    ? startTyping(model, { agent: model.selected, zoomed: options.zoomed })
    : unchanged(model);
}

function askName(model: ScreenModel, formOf: (agent: Agent) => NameForm): Act {
  const agent = selectedAgent(model);
  return agent ? withOverlay(model, { type: 'name', form: formOf(agent) }) : unchanged(model);
}

function askLinks(model: ScreenModel): Act {
  const agent = selectedAgent(model);
  if (!agent) return unchanged(model);
  return request(model, { type: 'links', name: agent.name }, { type: 'links', agent: agent.id });
}

function askWhy(model: ScreenModel): Act {
  const agent = model.selected;
  if (!agent) return unchanged(model);
  const opened = withOverlay(model, { type: 'why', agent, answer: { type: 'asked' }, scrolled: 0 });
  return request(opened.model, { type: 'why', agent }, { type: 'show', agent });
}

function request(model: ScreenModel, purpose: Purpose, command: HostCommand): Act {
  return { model, effects: [{ type: 'request', purpose, command }] };
}
