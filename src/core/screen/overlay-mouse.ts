import { takeMouseInDiff } from '../diff-pane/diff-pane-mouse.ts';
import type { OverlayRow } from '../pointing/click.ts';
import type { Key, Mouse } from '../terminal/input-event.ts';
import { takeMouseInTranscripts } from '../transcript-view/desk-mouse.ts';
import { clickInName, clickInNewAgent, wheelInNewAgent } from './form-mouse.ts';
import { pressInOverlay } from './overlay-keys.ts';
import { pointedRows } from './overlay-rows.ts';
import { type Act, type ScreenModel, unchanged } from './screen-state.ts';

/** Rows of text that a notch of the wheel goes. */
const wheelRows = 3;

/** The wheel scrolls what is read, and moves in what is chosen from, not round it. `now` is epoch ms. */
export function takeMouseInOverlay(model: ScreenModel, mouse: Mouse, now: number): Act {
  const { overlay } = model;
  if (overlay.type === 'diff') return takeMouseInDiff(model, overlay.pane, mouse);
  if (overlay.type === 'transcripts') return takeMouseInTranscripts(model, overlay.desk, mouse);
  if (mouse.action !== 'wheel-up' && mouse.action !== 'wheel-down') return unchanged(model);
  const by = mouse.action === 'wheel-down' ? 1 : -1;
  switch (overlay.type) {
    case 'help':
    case 'why':
      return pressAgain(model, plainKey(by === 1 ? 'Down' : 'Up'), { times: wheelRows, now });
    case 'links':
    case 'receipts':
    case 'search':
    case 'palette':
      return moveBy(model, by);
    case 'inbox':
      // What is to be confirmed is read, too.
      return pressInOverlay(model, plainKey(by === 1 ? 'Down' : 'Up'), now);
    case 'new-agent':
      return wheelInNewAgent(model, overlay.form, by);
    default:
      return unchanged(model);
  }
}

function moveBy(model: ScreenModel, by: 1 | -1): Act {
  const rows = pointedRows(model);
  const index = (rows?.chosen ?? 0) + by;
  return rows && index >= 0 && index < rows.count ? rows.choose(index) : unchanged(model);
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
  if (overlay.type === 'new-agent') return clickInNewAgent(model, overlay.form, row);
  if (overlay.type === 'name') return clickInName(model, overlay.form, row);
  const rows = pointedRows(model);
  const index = rows?.indexOf(row) ?? null;
  if (!rows || index === null) return unchanged(model);
  return index === rows.chosen ? pressInOverlay(model, plainKey('Enter'), now) : rows.choose(index);
}

function plainKey(name: string): Key {
  return { name, ctrl: false, alt: false, shift: false };
}
