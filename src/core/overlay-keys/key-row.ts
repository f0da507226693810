import type { Hint } from '../screen/bindings.ts';
import { keyText } from '../screen/key-text.ts';
import type { Key } from '../terminal/input-event.ts';

/** What the footer says of a row: its word, and which ones stay when there is little room: those of most worth. */
export type KeyHint = Omit<Hint, 'key'> & {
  /** Where it is not the first of the label. */
  readonly key?: string;
};

/** Keys of an overlay that belong together. `Shown` is what the footer's words depend on. */
export type KeyRow<Action extends string, Shown = unknown> = {
  /** The keys as a person reads them. */
  readonly label: string;
  readonly help: string;
  /** As `keyText` writes them. */
  readonly keys: Readonly<Record<string, Action>>;
  /** Null: only in the help. */
  readonly hint: KeyHint | null | ((shown: Shown) => KeyHint | null);
};

/** Every key of an overlay but those of the text that is written there; the footer has them in this order. */
export type KeyTable<Action extends string, Shown = unknown> = readonly KeyRow<Action, Shown>[];

/** What a key does; null for one that is not of the table. */
export function actionOf<Action extends string>(
  table: KeyTable<Action, never>,
  key: Key,
): Action | null {
  const text = keyText(key);
  const row = table.find(({ keys }) => Object.hasOwn(keys, text));
  return row?.keys[text] ?? null;
}

/** What the footer offers now. */
export function hintsIn<Shown>(table: KeyTable<string, Shown>, shown: Shown): readonly Hint[] {
  return table.flatMap(({ label, hint }) => {
    const said = typeof hint === 'function' ? hint(shown) : hint;
    return said === null ? [] : [{ key: label.split(' ')[0] ?? '', ...said }];
  });
}

const closingKeys = { Escape: 'close', 'Ctrl+C': 'close' } as const;

/** Where nothing else can be done. */
export function isClosing(key: Key): boolean {
  return Object.hasOwn(closingKeys, keyText(key));
}

/** The way out of an overlay, the last thing to give way in its footer. `more` are keys that do the same. */
export function closing(
  help = 'close it',
  said: { readonly word?: string; readonly more?: readonly string[] } = {},
): KeyRow<'close'> {
  const { word = 'closes', more = [] } = said;
  return {
    label: ['Esc', ...more, 'Ctrl+C'].join(' '),
    help,
    keys: { ...Object.fromEntries(more.map((key) => [key, 'close' as const])), ...closingKeys },
    hint: { word, worth: 10 },
  };
}

/** Where a person may hold Ctrl and Alt with a key. */
export function heldWith<Action extends string>(
  keys: Readonly<Record<string, Action>>,
): Readonly<Record<string, Action>> {
  const held = ['', 'Ctrl+', 'Alt+', 'Ctrl+Alt+'];
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, action]) =>
      held.map((modifiers) => [modifiers + key, action]),
    ),
  );
}
