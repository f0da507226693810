import type { ProgramSettings } from '../settings/agent-settings.ts';
import type { Key } from '../terminal/input-event.ts';
import type { ActionName, Binding } from './binding.ts';
import { keyText } from './key-text.ts';
import { keymap } from './keymap.ts';
import type { ScreenModel } from './screen-state.ts';

/** Ctrl+] because Visual Studio Code's terminal keeps Ctrl+Q for itself. */
export const builtInLeaveKeys: readonly string[] = ['Ctrl+Q', 'Ctrl+]'];

/** What ends typing; one at least. Written as `keyText` writes keys. */
export function leaveKeysIn(keys: ProgramSettings['keys']): readonly string[] {
  const own = keys['leave'] ?? [];
  return own.length > 0 ? own : builtInLeaveKeys;
}

/**
 * The table with the user's own keys, which take the place of an action's. A key the user gave to one action does
 * nothing else any more.
 */
export function bindingsWith(keys: ProgramSettings['keys']): readonly Binding[] {
  const { leave = [], ...actions } = keys;
  const given = Object.values(actions).flat();
  // What leaves TYPE brings back to it, unless GRID has another use for it.
  const back = leave.filter((key) => !given.includes(key));
  const own = leave.length > 0 ? { 'type-again': back, ...actions } : actions;
  const taken = Object.values(own).flat();
  return keymap.map((binding) => withOwnKeys(binding, own, taken));
}

function withOwnKeys(
  binding: Binding,
  own: ProgramSettings['keys'],
  taken: readonly string[],
): Binding {
  const before = Object.entries(binding.keys);
  const isTouched = before.some(
    ([key, action]) => Object.hasOwn(own, action) || taken.includes(key),
  );
  if (!isTouched) return binding;
  const actions = [...new Set(before.map(([, action]) => action))];
  const after = actions.flatMap((action) => {
    const given = own[action];
    const keys =
      given ??
      before.flatMap(([key, bound]) => (bound === action && !taken.includes(key) ? [key] : []));
    return keys.map((key) => [key, action] as const);
  });
  const label = after.map(([key]) => keyLabel(key)).join(' ');
  return { ...binding, keys: Object.fromEntries(after), label: label || 'no key' };
}

/** The binding and action of a key; null for a key without one. */
export function bindingOf(
  bindings: readonly Binding[],
  key: Key,
): { readonly binding: Binding; readonly action: ActionName } | null {
  const text = keyText(key);
  for (const binding of bindings) {
    const action = binding.keys[text];
    if (action !== undefined) return { binding, action };
  }
  return null;
}

/** The first key of an action, as a person reads it. */
export function keyFor(bindings: readonly Binding[], action: ActionName): string {
  const [key] = keysOfAction(bindings, action);
  return key === undefined ? '(no key)' : keyLabel(key);
}

/** All keys of an action, as `keyText` writes them. */
export function keysOfAction(bindings: readonly Binding[], action: ActionName): readonly string[] {
  const keys = bindings.flatMap((binding) => Object.entries(binding.keys));
  return keys.flatMap(([key, bound]) => (bound === action ? [key] : []));
}

const arrows: Readonly<Record<string, string>> = {
  Left: '←',
  Down: '↓',
  Up: '↑',
  Right: '→',
  Escape: 'Esc',
};

export function keyLabel(text: string): string {
  return arrows[text] ?? text;
}

export type Hint = { readonly key: string; readonly word: string; readonly worth: number };

/** What the footer offers now: of each binding that has a hint, has a key, and works. */
export function hintsOf(model: ScreenModel): readonly Hint[] {
  return model.bindings.flatMap(({ hint, keys, label, disabled, isFitting }) => {
    const isOffered = disabled(model) === null && (isFitting?.(model) ?? true);
    const hasKey = Object.keys(keys).length > 0;
    if (hint === null || !hasKey || !isOffered) return [];
    const { word, worth } = hint;
    return [{ key: hint.keys === 'all' ? label : (label.split(' ')[0] ?? ''), word, worth }];
  });
}
