import { takeMouseInDiff } from '../diff-pane/diff-pane-mouse.ts';
import type { OverlayRow } from '../pointing/click.ts';
import type { Key, Mouse } from '../terminal/input-event.ts';
import { takeMouseInTranscripts } from '../transcript-view/desk-mouse.ts';
import type { Inbox } from './inbox.ts';
import { inboxWindow } from './inbox-lines.ts';
import { linksFrom } from './link-list.ts';
import { pressInOverlay } from './overlay-keys.ts';
import type { Overlay } from './overlays.ts';
import { askedBy } from './questions.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from './screen-state.ts';

/** How far a notch of the wheel goes: rows of text by threes, entries of lists one by one. */
const wheelSteps: Readonly<Partial<Record<Overlay['type'], number>>> = {
  help: 3,
  why: 3,
  links: 1,
  inbox: 1,
  receipts: 1,
  search: 1,
  palette: 1,
};

const arrows = { 'wheel-up': 'Up', 'wheel-down': 'Down' } as const;

/** The wheel does what the arrows do, in overlays that are read or chosen from. `now` is epoch ms. */
export function takeMouseInOverlay(model: ScreenModel, mouse: Mouse, now: number): Act {
  if (model.overlay.type === 'diff') return takeMouseInDiff(model, model.overlay.pane, mouse);
  if (model.overlay.type === 'transcripts') {
    return takeMouseInTranscripts(model, model.overlay.desk, mouse);
  }
  const steps = wheelSteps[model.overlay.type] ?? 0;
  const isVertical = mouse.action === 'wheel-up' || mouse.action === 'wheel-down';
  if (steps === 0 || !isVertical) return unchanged(model);
  return pressAgain(model, plainKey(arrows[mouse.action]), { times: steps, now });
}

function pressAgain(
  model: ScreenModel,
  key: Key,
  { times, now }: { readonly times: number; readonly now: number },
): Act {
  return Array.from({ length: times }).reduce<Act>((before) => {
    const { model: next, effects } = pressInOverlay(before.model, key, now);
    return { model: next, effects: [...before.effects, ...effects] };
  }, unchanged(model));
}

/** A click chooses a row, one on the chosen row takes it. `now` is epoch ms. */
export function clickInOverlay(model: ScreenModel, row: OverlayRow, now: number): Act {
  const { overlay } = model;
  if (overlay.type === 'inbox') return clickInInbox(model, overlay.inbox, { row, now });
  if (overlay.type !== 'question' && overlay.type !== 'links') return unchanged(model);
  const index = rowIndex(model, overlay, row);
  if (index === null) return unchanged(model);
  if (overlay.type === 'question') {
    return index === overlay.chosen
      ? pressInOverlay(model, plainKey('Enter'), now)
      : withOverlay(model, { ...overlay, chosen: index });
  }
  return index === overlay.list.chosen
    ? pressInOverlay(model, plainKey('Enter'), now)
    : withOverlay(model, { ...overlay, list: { ...overlay.list, chosen: index } });
}

function clickInInbox(
  model: ScreenModel,
  inbox: Inbox,
  { row, now }: { readonly row: OverlayRow; readonly now: number },
): Act {
  const { entries, at, from, listRows } = inboxWindow(model, inbox);
  const index = from + row.fromTop;
  const isEntry = row.fromTop < listRows && index < entries.length;
  if (inbox.confirm !== null || !isEntry) return unchanged(model);
  if (index === at) return pressInOverlay(model, plainKey('Enter'), now);
  return pressAgain(model, plainKey(index > at ? 'Down' : 'Up'), {
    times: Math.abs(index - at),
    now,
  });
}

function rowIndex(
  model: ScreenModel,
  overlay: Extract<Overlay, { type: 'question' | 'links' }>,
  row: OverlayRow,
): number | null {
  if (overlay.type === 'question') {
    // Its answers are its last rows, however long its text is.
    const { answers } = askedBy(overlay.question, model);
    return row.fromBottom < answers.length ? answers.length - 1 - row.fromBottom : null;
  }
  const { from, rows } = linksFrom(model, overlay.list);
  const index = from + row.fromTop;
  return row.fromTop < rows && index < overlay.list.links.length ? index : null;
}

function plainKey(name: string): Key {
  return { name, ctrl: false, alt: false, shift: false };
}
