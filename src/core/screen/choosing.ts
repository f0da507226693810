import { actionOf } from '../overlay-keys/key-row.ts';
import { choosingTable, listSteps } from '../overlay-keys/list-tables.ts';
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
  const byLetter = rows.letters.indexOf(keyText(key).toLowerCase());
  if (byLetter !== -1) return { type: 'taken', index: byLetter };
  const action = actionOf(choosingTable, key);
  if (action === null) return { type: 'nothing' };
  if (action === 'take') return { type: 'taken', index: rows.current };
  const index = (rows.current + listSteps[action] + rows.count) % rows.count;
  return { type: 'moved', index };
}
