import type { AnswerMeaning } from '../asks/pending-ask.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from './screen-state.ts';
import { type Asking, type AskName, askNameOf, asksIn, isSameAsk } from './waiting-asks.ts';

/**
 * The list of all that wait. `selected` is held as it was when the person came to it: once it is gone its row stays
 * until they move on, so that no key meant for it meets another. `scrolled` counts lines of what is said of it.
 */
export type Inbox = {
  readonly selected: Asking;
  readonly marked: readonly AskName[];
  readonly scrolled: number;
  readonly confirm: Confirm | null;
};

/** One answer for several requests, each of them shown. `read` counts the lines above the furthest that was in view. */
export type Confirm = {
  readonly means: AnswerMeaning;
  readonly asked: readonly Asking[];
  readonly chosen: 'none' | 'all';
  readonly scrolled: number;
  readonly read: number;
};

/** Opens at what the selected agent asks, else at the longest wait. */
export function openInbox(model: ScreenModel): Act {
  const asks = asksIn(model.roster);
  const selected = asks.find(({ agent }) => agent.id === model.selected) ?? asks[0];
  return selected === undefined
    ? unchanged(model)
    : withInbox(model, { selected, marked: [], scrolled: 0, confirm: null });
}

export function withInbox(model: ScreenModel, inbox: Inbox): Act {
  return withOverlay(model, { type: 'inbox', inbox });
}

/** A row of the list. `standing` is null for one that is not asked any more. */
export type InboxEntry = { readonly shown: Asking; readonly standing: Asking | null };

/** All that wait, the longest wait first, and the selected one even when it is gone. */
export function entriesOf(model: ScreenModel, inbox: Inbox): readonly InboxEntry[] {
  const standing: readonly InboxEntry[] = asksIn(model.roster).map((asking) => ({
    shown: asking,
    standing: asking,
  }));
  if (standing.some(({ shown }) => isSelected(inbox, shown))) return standing;
  const { selected } = inbox;
  const at = standing.findIndex(({ shown }) => shown.ask.since > selected.ask.since);
  return standing.toSpliced(at === -1 ? standing.length : at, 0, {
    shown: selected,
    standing: null,
  });
}

export function isSelected({ selected }: Inbox, asking: Asking): boolean {
  return isSameAsk(askNameOf(selected), askNameOf(asking));
}

/** Null once it is gone. */
export function selectedEntry(model: ScreenModel, inbox: Inbox): Asking | null {
  return entriesOf(model, inbox).find(({ shown }) => isSelected(inbox, shown))?.standing ?? null;
}

export function isMarked({ marked }: Inbox, asking: Asking): boolean {
  return marked.some((name) => isSameAsk(name, askNameOf(asking)));
}

/** Those of a confirmation that are still asked. */
export function standingOf(model: ScreenModel, { asked }: Confirm): readonly Asking[] {
  const standing = asksIn(model.roster);
  return asked.flatMap((one) => {
    const found = standing.find((asking) => isSameAsk(askNameOf(asking), askNameOf(one)));
    return found ? [found] : [];
  });
}
