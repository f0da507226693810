import type { KeyName } from './input-event.ts';

export type KeyRow = {
  readonly name: KeyName;
  /** As `codex-grid keys` and tmux send-keys call it. */
  readonly typedNames: readonly string[];
  /** The last letter of `CSI A`, `SS3 A` and `CSI 1 ; modifiers A`. */
  readonly letter?: string;
  /** The numbers of `CSI number ~`; the first is the one that xterm sends. */
  readonly numbers?: readonly number[];
  /** The Unicode number of `CSI number u`, and the byte that a plain press sends. */
  readonly code?: number;
  /** The kitty protocol's own number for the key on the number pad. */
  readonly keypadCode?: number;
};

/** Every key that is no character, once: what its bytes are and what people call it. */
export const keyRows: readonly KeyRow[] = [
  { name: 'Enter', typedNames: ['Enter'], code: 13, keypadCode: 57414 },
  { name: 'Escape', typedNames: ['Escape'], code: 27 },
  { name: 'Tab', typedNames: ['Tab'], code: 9 },
  { name: 'Backspace', typedNames: ['BSpace'], code: 127 },
  { name: 'Space', typedNames: ['Space'], code: 32 },
  { name: 'Up', typedNames: ['Up'], letter: 'A', keypadCode: 57419 },
  { name: 'Down', typedNames: ['Down'], letter: 'B', keypadCode: 57420 },
  { name: 'Right', typedNames: ['Right'], letter: 'C', keypadCode: 57418 },
  { name: 'Left', typedNames: ['Left'], letter: 'D', keypadCode: 57417 },
  { name: 'Home', typedNames: ['Home'], letter: 'H', numbers: [1, 7], keypadCode: 57423 },
  { name: 'End', typedNames: ['End'], letter: 'F', numbers: [4, 8], keypadCode: 57424 },
  { name: 'Insert', typedNames: ['IC', 'Insert'], numbers: [2], keypadCode: 57425 },
  { name: 'Delete', typedNames: ['DC', 'Delete'], numbers: [3], keypadCode: 57426 },
  {
    name: 'PageUp',
    typedNames: ['PPage', 'PageUp', 'PgUp'],
    numbers: [5],
    keypadCode: 57421,
  },
  {
    name: 'PageDown',
    typedNames: ['NPage', 'PageDown', 'PgDn'],
    numbers: [6],
    keypadCode: 57422,
  },
  { name: 'F1', typedNames: ['F1'], letter: 'P', numbers: [11] },
  { name: 'F2', typedNames: ['F2'], letter: 'Q', numbers: [12] },
  { name: 'F3', typedNames: ['F3'], letter: 'R', numbers: [13] },
  { name: 'F4', typedNames: ['F4'], letter: 'S', numbers: [14] },
  { name: 'F5', typedNames: ['F5'], numbers: [15] },
  { name: 'F6', typedNames: ['F6'], numbers: [17] },
  { name: 'F7', typedNames: ['F7'], numbers: [18] },
  { name: 'F8', typedNames: ['F8'], numbers: [19] },
  { name: 'F9', typedNames: ['F9'], numbers: [20] },
  { name: 'F10', typedNames: ['F10'], numbers: [21] },
  { name: 'F11', typedNames: ['F11'], numbers: [23] },
  { name: 'F12', typedNames: ['F12'], numbers: [24] },
];

/** What a modifiers parameter adds to 1. */
export const modifierBits = { shift: 1, alt: 2, ctrl: 4 } as const;
