import type { KeyRow, KeyTable } from './key-row.ts';

export type EditAction =
  | 'back'
  | 'on'
  | 'word-back'
  | 'word-on'
  | 'line-start'
  | 'line-end'
  | 'text-start'
  | 'text-end'
  | 'page-back'
  | 'page-on'
  | 'erase-back'
  | 'erase-on'
  | 'erase-word-back'
  | 'erase-word-on'
  | 'erase-to-start'
  | 'erase-to-end'
  | 'new-line';

/** Where Enter sends. */
export const newLine: KeyRow<'new-line'> = {
  label: 'Ctrl+J',
  help: 'a new line; so do Alt+Enter and Shift+Enter',
  keys: { 'Ctrl+J': 'new-line', 'Alt+Enter': 'new-line', 'Shift+Enter': 'new-line' },
  hint: { word: 'new line', worth: 7 },
};

/** The keys of codex's own composer, which are those of a shell's command line. Up and Down are the overlay's. */
export const editingTable: KeyTable<EditAction> = [
  newLine,
  {
    label: '← →',
    help: 'a character back, on; so do Ctrl+B and Ctrl+F',
    keys: { Left: 'back', Right: 'on', 'Ctrl+B': 'back', 'Ctrl+F': 'on' },
    hint: null,
  },
  {
    label: 'Alt+← Alt+→',
    help: 'a word back, on; so do Alt+b and Alt+f, Ctrl+← and Ctrl+→',
    keys: {
      'Alt+Left': 'word-back',
      'Alt+Right': 'word-on',
      'Alt+b': 'word-back',
      'Alt+f': 'word-on',
      'Ctrl+Left': 'word-back',
      'Ctrl+Right': 'word-on',
    },
    hint: null,
  },
  {
    label: 'Home End',
    help: 'the start of the line, its end; so do Ctrl+A and Ctrl+E',
    keys: { Home: 'line-start', End: 'line-end', 'Ctrl+A': 'line-start', 'Ctrl+E': 'line-end' },
    hint: null,
  },
  {
    label: 'Ctrl+Home',
    help: 'the start of the text; its end with Ctrl+End',
    keys: { 'Ctrl+Home': 'text-start', 'Ctrl+End': 'text-end' },
    hint: null,
  },
  {
    label: 'PageUp PageDown',
    help: 'eight rows up, down',
    keys: { PageUp: 'page-back', PageDown: 'page-on' },
    hint: null,
  },
  {
    label: 'Backspace Delete',
    help: 'erase the character before, the next; Ctrl+D does that, too',
    keys: {
      Backspace: 'erase-back',
      'Shift+Backspace': 'erase-back',
      Delete: 'erase-on',
      'Ctrl+D': 'erase-on',
    },
    hint: null,
  },
  {
    label: 'Ctrl+W Alt+d',
    help: 'erase the word before, the next; Alt+Backspace and Ctrl+Backspace do as Ctrl+W',
    keys: {
      'Ctrl+W': 'erase-word-back',
      'Alt+Backspace': 'erase-word-back',
      'Ctrl+Backspace': 'erase-word-back',
      'Alt+d': 'erase-word-on',
    },
    hint: null,
  },
  {
    label: 'Ctrl+U Ctrl+K',
    help: 'erase to the start of the line, to its end',
    keys: { 'Ctrl+U': 'erase-to-start', 'Ctrl+K': 'erase-to-end' },
    hint: null,
  },
];
