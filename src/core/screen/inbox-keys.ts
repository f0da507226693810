import type { AnswerMeaning } from '../asks/pending-ask.ts';
import { confirmTable, inboxScrolls, inboxTable } from '../overlay-keys/inbox-table.ts';
import { actionOf, isClosing } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { furthestOf } from './confirm-lines.ts';
import {
  answerAsk,
  giveAnswers,
  isBeingAnswered,
  meaningsOf,
  meaningWords,
} from './given-answers.ts';
import {
  type Confirm,
  entriesOf,
  type Inbox,
  isMarked,
  isSelected,
  selectedEntry,
  standingOf,
  withInbox,
} from './inbox.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  type ScreenModel,
  startTyping,
  unchanged,
  withNotice,
} from './screen-state.ts';
import { askNameOf, asksIn, isSameAsk } from './waiting-asks.ts';

/** A key in the inbox. `now` is epoch ms. */
export function pressInInbox(
  model: ScreenModel,
  inbox: Inbox,
  pressed: { readonly key: Key; readonly now: number },
): Act {
  const { key, now } = pressed;
  if (isClosing(key)) return inbox.confirm ? backToList(model, inbox) : closeOverlay(model);
  // What was told is read by whoever goes on.
  const read = model.notice === null ? model : { ...model, notice: null };
  if (inbox.confirm) return pressInConfirm(read, { ...inbox, confirm: inbox.confirm }, key);
  const action = actionOf(inboxTable(model.bindings), key);
  switch (action) {
    case 'close':
    case 'leave':
      return closeOverlay(read);
    case 'next':
      return move(read, inbox, 1);
    case 'previous':
      return move(read, inbox, -1);
    case 'scroll-on':
    case 'scroll-back':
      return scroll(read, inbox, inboxScrolls[action]);
    case 'mark':
      return mark(read, inbox);
    case 'take':
      return goThere(read, inbox);
    case 'approve':
    case 'session':
    case 'deny':
      return answer(read, inbox, { given: action, now });
    case null:
      return unchanged(read);
    default:
      return answer(read, inbox, { given: Number(action.slice('number-'.length)), now });
  }
}

function scroll(model: ScreenModel, inbox: Inbox, by: number): Act {
  return withInbox(model, { ...inbox, scrolled: Math.max(0, inbox.scrolled + by) });
}

function backToList(model: ScreenModel, inbox: Inbox): Act {
  return withInbox(model, { ...inbox, confirm: null });
}

function move(model: ScreenModel, inbox: Inbox, by: number): Act {
  const entries = entriesOf(model, inbox);
  const from = entries.findIndex(({ shown }) => isSelected(inbox, shown));
  const to = entries[Math.min(Math.max(0, from + by), entries.length - 1)];
  if (!to || isSelected(inbox, to.shown)) return unchanged(model);
  return withInbox(model, { ...inbox, selected: to.shown, scrolled: 0 });
}

function mark(model: ScreenModel, inbox: Inbox): Act {
  const asking = selectedEntry(model, inbox);
  if (!asking) return goneNotice(model, inbox);
  if (meaningsOf(asking).length === 0) {
    return withNotice(model, 'Only approvals that can be given from here are marked.');
  }
  const name = askNameOf(asking);
  const others = inbox.marked.filter((one) => !isSameAsk(one, name));
  return withInbox(model, {
    ...inbox,
    marked: isMarked(inbox, asking) ? others : [...others, name],
  });
}

function goThere(model: ScreenModel, { selected }: Inbox): Act {
  const { agent } = selected;
  return agentOf(model, agent.id)
    ? startTyping(closeOverlay(model).model, { agent: agent.id, zoomed: false })
    : withNotice(model, `${agent.name} was removed.`);
}

/** For the marked ones, else for the selected one. */
function answer(
  model: ScreenModel,
  inbox: Inbox,
  { given, now }: { readonly given: AnswerMeaning | number; readonly now: number },
): Act {
  const marked = asksIn(model.roster).filter((asking) => isMarked(inbox, asking));
  if (typeof given === 'string' && marked.length > 0) return askToConfirm(model, inbox, given);
  const asking = selectedEntry(model, inbox);
  return asking ? answerAsk(model, asking, { given, now }) : goneNotice(model, inbox);
}

function goneNotice(model: ScreenModel, { selected }: Inbox): Act {
  return withNotice(model, `${selected.agent.name} does not ask this any more.`);
}

function askToConfirm(model: ScreenModel, inbox: Inbox, means: AnswerMeaning): Act {
  const marked = asksIn(model.roster).filter((asking) => isMarked(inbox, asking));
  const asked = marked.filter(
    (asking) => meaningsOf(asking).includes(means) && !isBeingAnswered(model, askNameOf(asking)),
  );
  if (asked.length === 0) {
    return withNotice(
      model,
      `None of the marked offers an answer that would ${meaningWords[means]}.`,
    );
  }
  return withInbox(model, {
    ...inbox,
    confirm: { means, asked, chosen: 'none', scrolled: 0, read: 0 },
  });
}

type Confirming = Inbox & { readonly confirm: Confirm };

function pressInConfirm(model: ScreenModel, inbox: Confirming, key: Key): Act {
  const { confirm } = inbox;
  const action = actionOf(confirmTable, key);
  switch (action) {
    case 'close':
    case 'none':
      return backToList(model, inbox);
    case 'all':
      return giveAll(model, inbox);
    case 'take':
      return confirm.chosen === 'all' ? giveAll(model, inbox) : backToList(model, inbox);
    case 'turn': {
      const chosen = confirm.chosen === 'all' ? 'none' : 'all';
      return withInbox(model, { ...inbox, confirm: { ...confirm, chosen } });
    }
    case 'on':
      return scrollConfirm(model, inbox, 1);
    case 'back':
      return scrollConfirm(model, inbox, -1);
    case 'scroll-on':
    case 'scroll-back':
      return scrollConfirm(model, inbox, inboxScrolls[action]);
    case null:
      return unchanged(model);
    default:
      return action satisfies never;
  }
}

function scrollConfirm(model: ScreenModel, inbox: Confirming, by: number): Act {
  const { confirm } = inbox;
  const furthest = furthestOf(model, confirm);
  const scrolled = Math.min(Math.max(0, confirm.scrolled + by), furthest);
  const read = Math.max(confirm.read, scrolled);
  return withInbox(model, { ...inbox, confirm: { ...confirm, scrolled, read } });
}

/** Nothing is agreed to that was not in view. */
function giveAll(model: ScreenModel, inbox: Confirming): Act {
  const { confirm } = inbox;
  const left = furthestOf(model, confirm) - confirm.read;
  if (left > 0) return withNotice(model, `Read on first: ${left} more lines, PageDown.`);
  const standing = standingOf(model, confirm);
  const closed = withInbox(model, { ...inbox, confirm: null, marked: [] }).model;
  return standing.length === 0
    ? withNotice(closed, 'None of them is asked any more.')
    : giveAnswers(closed, standing, confirm.means);
}
