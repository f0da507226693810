import type { AnswerMeaning } from '../asks/pending-ask.ts';
import type { Key } from '../terminal/input-event.ts';
import type { ActionName } from './binding.ts';
import { bindingOf } from './bindings.ts';
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
import { keyText } from './key-text.ts';
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

const meaningOfAction: Readonly<Partial<Record<ActionName, AnswerMeaning>>> = {
  approve: 'approve',
  'approve-session': 'session',
  deny: 'deny',
};

const moves: Readonly<Record<string, number>> = { Down: 1, j: 1, Up: -1, k: -1 };

/** Lines. */
const scrolls: Readonly<Record<string, number>> = { PageDown: 5, PageUp: -5 };

/** A key in the inbox. `now` is epoch ms. */
export function pressInInbox(
  model: ScreenModel,
  inbox: Inbox,
  pressed: { readonly key: Key; readonly now: number },
): Act {
  const { key, now } = pressed;
  // What was told is read by whoever goes on.
  const read = model.notice === null ? model : { ...model, notice: null };
  if (inbox.confirm) return pressInConfirm(read, { ...inbox, confirm: inbox.confirm }, key);
  const text = keyText(key);
  const by = moves[text];
  if (by !== undefined) return move(read, inbox, by);
  const lines = scrolls[text];
  if (lines !== undefined) {
    return withInbox(read, { ...inbox, scrolled: Math.max(0, inbox.scrolled + lines) });
  }
  if (text === 'Space') return mark(read, inbox);
  if (text === 'Enter') return goThere(read, inbox);
  if (/^[1-9]$/.test(text)) return answer(read, inbox, { given: Number(text), now });
  const action = bindingOf(model.bindings, key)?.action;
  if (action === 'inbox' || action === 'quit') return closeOverlay(read);
  const meaning = action && meaningOfAction[action];
  return meaning ? answer(read, inbox, { given: meaning, now }) : unchanged(read);
}

/** Esc takes back what is asked to be confirmed, then the inbox. */
export function closeInbox(model: ScreenModel, inbox: Inbox): Act {
  return inbox.confirm ? withInbox(model, { ...inbox, confirm: null }) : closeOverlay(model);
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
  const text = keyText(key);
  switch (text) {
    case 'n':
      return closeInbox(model, inbox);
    case 'a':
      return giveAll(model, inbox);
    case 'Enter':
      return confirm.chosen === 'all' ? giveAll(model, inbox) : closeInbox(model, inbox);
    case 'Left':
    case 'Right':
    case 'Tab':
    case 'Shift+Tab':
    case 'h':
    case 'l': {
      const chosen = confirm.chosen === 'all' ? 'none' : 'all';
      return withInbox(model, { ...inbox, confirm: { ...confirm, chosen } });
    }
    default:
      return scrollConfirm(model, inbox, moves[text] ?? scrolls[text] ?? 0);
  }
}

function scrollConfirm(model: ScreenModel, inbox: Confirming, by: number): Act {
  if (by === 0) return unchanged(model);
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
