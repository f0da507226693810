import * as v from 'valibot';
import type { AgentId } from '../agent/agent.ts';
import { takeComment } from '../diff-pane/diff-pane-act.ts';
import type { Reply } from '../host/host-commands.ts';
import { shortPaths } from '../text/short-paths.ts';
import { takeTranscriptPath } from '../transcript-view/desk.ts';
import { takeSessionIds } from '../transcript-view/desk-sessions.ts';
import { keyFor } from './bindings.ts';
import { takeFound } from './filter.ts';
import { takeAnswerReply } from './given-answers.ts';
import { takeLinks } from './link-list.ts';
import { takeMirrored } from './mirror.ts';
import { withNameForm } from './name-keys.ts';
import { withForm } from './new-agent-keys.ts';
import { noOverlay } from './overlays.ts';
import { takeLinkAt } from './pointed-links.ts';
import type { Purpose } from './purpose.ts';
import { ask } from './questions.ts';
import { takeInspection } from './questions-of-trust.ts';
import {
  takeAskedReceipts,
  takeCancelled,
  takeEdited,
  takePrompted,
  takePromptText,
} from './receipt-keys.ts';
import { muteNotice } from './screen-news.ts';
import { takeSearched } from './screen-search.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  resumeRequest,
  type ScreenModel,
  select,
  unchanged,
  withNotice,
} from './screen-state.ts';
import { takeWhy } from './why-answer.ts';

/** The host answered a request of this screen. `now` is epoch ms. */
export function takeReply(
  model: ScreenModel,
  answered: { readonly purpose: Purpose; readonly reply: Reply },
  now: number,
): Act {
  const { purpose, reply } = answered;
  switch (purpose.type) {
    case 'inspect-folder':
      return takeInspection(model, reply);
    case 'new-agent':
    case 'fork':
      return takeNewAgent(model, reply);
    case 'rename':
      return takeRename(model, purpose, reply);
    case 'remove':
      return takeRemoval(model, purpose, reply);
    case 'mute':
      return withNotice(
        model,
        reply.ok ? muteNotice(purpose.names, purpose.notices) : reply.error.message,
      );
    case 'undo':
      return takeUndo(model, reply);
    case 'resume':
      return takeResumption(model, purpose, reply);
    case 'restart':
      return reply.ok
        ? { model, effects: [resumeRequest(purpose.agent, 'own')] }
        : withNotice(model, reply.error.message);
    case 'update':
      return takeUpdateTile(model, reply);
    case 'links':
      return takeLinks(model, purpose.name, reply);
    case 'link-at':
      return takeLinkAt(model, purpose.wish, reply);
    case 'answer':
      return takeAnswerReply(model, purpose, reply);
    case 'stop-all':
      return reply.ok
        ? {
            model,
            effects: [{ type: 'leave', reason: 'stopped-all', message: 'All agents are stopped.' }],
          }
        : withNotice(closeOverlay(model).model, reply.error.message);
    case 'why':
      return takeWhy(model, { agent: purpose.agent, reply }, now);
    case 'prompt':
      return takePrompted(model, purpose.draft, reply);
    case 'comment':
      return takeComment(model, purpose, reply);
    case 'prompt-text':
      return takePromptText(model, purpose.intent, reply);
    case 'edit-prompt':
      return takeEdited(model, reply);
    case 'mirror':
      return takeMirrored(model, reply);
    case 'receipts':
      return takeAskedReceipts(model, reply);
    case 'search':
      return takeSearched(model, purpose, reply);
    case 'filter':
      return takeFound(model, purpose.word, reply);
    case 'transcript':
      return takeTranscriptPath(model, purpose.agent, reply);
    case 'sessions':
      return takeSessionIds(model, purpose.agent, reply);
    case 'cancel-prompts':
      return takeCancelled(model, reply);
    case 'plain':
      return reply.ok ? unchanged(model) : withNotice(model, reply.error.message);
    default:
      return purpose satisfies never;
  }
}

const agentSchema = v.object({
  id: v.custom<AgentId>((id) => typeof id === 'string'),
  name: v.string(),
});
const agentsSchema = v.array(agentSchema);

function takeNewAgent(model: ScreenModel, reply: Reply): Act {
  if (!reply.ok) return formRefused(model, reply.error.message);
  const { overlay } = model;
  const isForm = overlay.type === 'new-agent' || overlay.type === 'name';
  const open: ScreenModel = { ...model, overlay: isForm ? noOverlay : overlay };
  const created = v.safeParse(agentsSchema, reply.value);
  const id = created.success ? (created.output[0]?.id ?? null) : null;
  return selectNew(open, id);
}

/** In the form that was sent; once that is closed the grid says why nothing happens. */
function formRefused(model: ScreenModel, message: string): Act {
  const { overlay } = model;
  const problem = shortPaths(message, model.homeFolder);
  switch (overlay.type) {
    case 'new-agent':
      return withForm(model, { ...overlay.form, phase: 'editing', problem });
    case 'name':
      return withNameForm(model, { ...overlay.form, sent: false, problem });
    default:
      return withNotice(model, problem);
  }
}

/** The host says so itself when it was longer ago. */
function undoHint({ bindings }: ScreenModel): string {
  return `${keyFor(bindings, 'undo')} undoes it, for ten seconds.`;
}

function takeRename(
  model: ScreenModel,
  { from, to }: Extract<Purpose, { type: 'rename' }>,
  reply: Reply,
): Act {
  if (!reply.ok) return formRefused(model, reply.error.message);
  const closed = model.overlay.type === 'name' ? closeOverlay(model).model : model;
  return withNotice(closed, `${from} is called ${to} now. ${undoHint(model)}`);
}

function takeRemoval(
  model: ScreenModel,
  { agents }: Extract<Purpose, { type: 'remove' }>,
  reply: Reply,
): Act {
  if (!reply.ok) {
    const { message, reason } = reply.error;
    return reason === 'has-work' && model.overlay.type === 'none'
      ? ask(model, { type: 'lose-work', agents, message })
      : withNotice(model, message);
  }
  const removed = v.safeParse(agentsSchema, reply.value);
  const names = removed.success ? removed.output.map(({ name }) => name) : [];
  return withNotice(model, `Removed ${names.join(', ')}. ${undoHint(model)}`);
}

function takeUndo(model: ScreenModel, reply: Reply): Act {
  if (!reply.ok) return withNotice(model, reply.error.message);
  return withNotice(model, typeof reply.value === 'string' ? reply.value : 'Undone.');
}

function takeResumption(
  model: ScreenModel,
  { agent }: Extract<Purpose, { type: 'resume' }>,
  reply: Reply,
): Act {
  if (reply.ok) return unchanged(model);
  const { message, reason } = reply.error;
  return reason === 'unknown-session' && agent !== null && model.overlay.type === 'none'
    ? ask(model, { type: 'fresh-start', agent, message })
    : withNotice(model, message);
}

/** After a yes the tile in which codex updates itself is selected. */
function takeUpdateTile(model: ScreenModel, reply: Reply): Act {
  if (!reply.ok) return withNotice(model, reply.error.message);
  const tile = v.safeParse(agentSchema, reply.value);
  return tile.success ? selectNew(model, tile.output.id) : unchanged(model);
}

/** Roster and reply may come in either order. */
function selectNew(model: ScreenModel, id: AgentId | null): Act {
  return id !== null && agentOf(model, id)
    ? select(model, id)
    : { model: { ...model, awaited: id }, effects: [] };
}
