import { actionOf } from '../overlay-keys/key-row.ts';
import { listSteps, paletteTable } from '../overlay-keys/list-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import { chosenEntry, type Palette, paletteEntries } from './palette.ts';
import { performAction } from './screen-keys.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  select,
  unchanged,
  withOverlay,
} from './screen-state.ts';
import { editText, insertWords, type TextField } from './text-field.ts';
import { withGrouping, withLayout } from './tile-layouts.ts';

/** `now` is epoch ms. */
export function pressInPalette(
  model: ScreenModel,
  palette: Palette,
  pressed: { readonly key: Key; readonly now: number },
): Act {
  const action = actionOf(paletteTable, pressed.key);
  if (action === 'close') return closeOverlay(model);
  if (action === 'take') return takeEntry(model, palette, pressed.now);
  if (action !== null) return move(model, palette, listSteps[action]);
  const edited = editText(palette.field, pressed.key);
  return edited ? withField(model, palette, edited) : unchanged(model);
}

export function pasteIntoPalette(model: ScreenModel, palette: Palette, text: string): Act {
  return withField(model, palette, insertWords(palette.field, text));
}

/** One step goes round; a page stops at the end. */
function move(model: ScreenModel, palette: Palette, by: number): Act {
  const count = paletteEntries(model, palette).length;
  if (count === 0) return unchanged(model);
  const at = Math.min(palette.chosen, count - 1) + by;
  const isStep = Math.abs(by) === 1;
  const chosen = isStep ? (at + count) % count : Math.max(0, Math.min(count - 1, at));
  return withOverlay(model, { type: 'palette', palette: { ...palette, chosen } });
}

function withField(model: ScreenModel, palette: Palette, field: TextField): Act {
  return withOverlay(model, { type: 'palette', palette: { ...palette, field, chosen: 0 } });
}

/** More are never looked for at the top. */
const rememberedCount = 8;

/** One that would do nothing says why in its row, and the palette stays. */
function takeEntry(model: ScreenModel, palette: Palette, now: number): Act {
  const entry = chosenEntry(model, palette);
  if (entry === null || entry.disabled !== null) return unchanged(model);
  const others = model.usedInPalette.filter((id) => id !== entry.id);
  const usedInPalette = [entry.id, ...others].slice(0, rememberedCount);
  const { model: grid } = closeOverlay(model);
  const closed: ScreenModel = { ...grid, usedInPalette, shownAsks: palette.read };
  const { does } = entry;
  switch (does.type) {
    case 'action':
      return performAction(closed, does.action, now);
    case 'agent':
      return select(closed, does.agent);
    case 'layout':
      return withLayout(closed, does.layout);
    case 'grouping':
      return withGrouping(closed, does.grouping);
    case 'leave-key':
      return typeKey(closed, does.key);
    default:
      return does satisfies never;
  }
}

function typeKey(model: ScreenModel, key: string): Act {
  if (model.selected === null) return unchanged(model);
  // As tmux writes keys: Ctrl+Q is C-Q.
  const name = key.replace('Ctrl+', 'C-').replace('Alt+', 'M-').replace('Shift+', 'S-');
  const keys = [name.replace(/^C-([A-Z])$/, (written) => written.toLowerCase().replace('c', 'C'))];
  const command = { type: 'keys', agent: model.selected, keys, literal: false } as const;
  return { model, effects: [{ type: 'request', purpose: { type: 'plain' }, command }] };
}
