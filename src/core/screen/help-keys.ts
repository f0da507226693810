import { actionOf } from '../overlay-keys/key-row.ts';
import { overlayTables } from '../overlay-keys/overlay-tables.ts';
import { helpTable, scrollSteps } from '../overlay-keys/reading-tables.ts';
import type { Key } from '../terminal/input-event.ts';
import type { Binding } from './binding.ts';
import type { Overlay } from './overlays.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withOverlay,
} from './screen-state.ts';
import { editText, textField } from './text-field.ts';

type Help = Extract<Overlay, { type: 'help' }>;

/** While a filter is written, letters are its text. `clipScroll` keeps `scrolled` within what there is to scroll. */
export function pressInHelp(model: ScreenModel, overlay: Help, key: Key): Act {
  const { filter } = overlay;
  const edited = filter && editText(filter, key);
  if (edited) return withOverlay(model, { ...overlay, filter: edited, scrolled: 0 });
  const action = actionOf(helpTable, key);
  switch (action) {
    case null:
      return unchanged(model);
    case 'close':
      return closeOverlay(model);
    case 'filter':
      return withOverlay(model, { ...overlay, filter: textField(''), scrolled: 0 });
    default: {
      const scrolled = Math.max(0, overlay.scrolled + scrollSteps[action]);
      return withOverlay(model, { ...overlay, scrolled });
    }
  }
}

export type HelpRow = { readonly group: string; readonly label: string; readonly help: string };

/** Every key: those of the grid, then those of what lies above it. */
export function helpRows(bindings: readonly Binding[]): readonly HelpRow[] {
  const above = overlayTables(bindings).flatMap(({ title, table }) =>
    table.map(({ label, help }) => ({ group: title, label, help })),
  );
  return [...bindings.map(({ group, label, help }) => ({ group, label, help })), ...above];
}

/** Those that have all the words, in whatever case. */
export function foundRows(rows: readonly HelpRow[], text: string): readonly HelpRow[] {
  const words = text.toLowerCase().split(' ');
  return rows.filter(({ group, label, help }) => {
    const said = `${group} ${label} ${help}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
