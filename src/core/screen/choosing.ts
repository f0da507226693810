import type { Key } from '../terminal/input-event.ts';
import { keyText } from './key-text.ts';

/** What a key does where one of several rows is chosen. `index` counts rows. */
export type Chosen =
  | { readonly type: 'nothing' }
  | { readonly type: 'moved'; readonly index: number }
  | { readonly type: 'taken'; readonly index: number };

/** Arrows and Tab move among the rows, Enter takes one; `letters` are keys that take theirs at once. */
export function chosenBy(
  key: Key,
  rows: {
    readonly count: number;
    readonly current: number;
    /** Null: the row has none. */
    readonly letters: readonly (string | null)[];
  },
): Chosen {
  const text = keyText(key);
  if (text === 'Enter') return { type: 'taken', index: rows.current };
  const byLetter = rows.letters.indexOf(text.toLowerCase());
  if (byLetter !== -1) return { type: 'taken', index: byLetter };
  const by = steps[text];
  if (by === undefined) return { type: 'nothing' };
  return { type: 'moved', index: (rows.current + by + rows.count) % rows.count };
}

const steps: Readonly<Record<string, 1 | -1>> = {
  Right: 1,
  Down: 1,
  Tab: 1,
  l: 1,
  j: 1,
  Left: -1,
  Up: -1,
  'Shift+Tab': -1,
  h: -1,
  k: -1,
};
