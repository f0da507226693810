import type { Key } from '../terminal/input-event.ts';
import type { Binding } from './binding.ts';
import type { Overlay } from './overlays.ts';
import { type Act, type ScreenModel, withOverlay } from './screen-state.ts';
import { editText, textField } from './text-field.ts';

type Help = Extract<Overlay, { type: 'help' }>;

/** Writes the filter; null for a key that is none of its. */
export function pressInHelpFilter(model: ScreenModel, overlay: Help, key: Key): Act | null {
  const { filter } = overlay;
  if (filter === null) {
    const isBegun = key.name === '/' && !key.ctrl && !key.alt;
    return isBegun ? withOverlay(model, { ...overlay, filter: textField(''), scrolled: 0 }) : null;
  }
  const edited = editText(filter, key);
  return edited && withOverlay(model, { ...overlay, filter: edited, scrolled: 0 });
}

/** Those that have all the words, in whatever case. */
export function foundBindings(bindings: readonly Binding[], text: string): readonly Binding[] {
  const words = text.toLowerCase().split(' ');
  return bindings.filter(({ group, label, help }) => {
    const said = `${group} ${label} ${help}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
