import type { Composer } from '../screen/composer.ts';
import { newLine } from './editing-table.ts';
import { closing, type KeyTable } from './key-row.ts';

type ComposerAction = 'send' | 'new-line' | 'when' | 'to-whom' | 'up' | 'down' | 'close';

/** While the text is written. */
export const composerTable: KeyTable<ComposerAction, Composer> = [
  {
    label: 'Enter',
    help: 'send it',
    keys: { Enter: 'send' },
    hint: ({ purpose }) => ({ word: purpose.type === 'edit' ? 'changes it' : 'sends', worth: 9 }),
  },
  newLine,
  {
    label: 'Tab',
    help: 'when it is sent: once the agent is ready, or now',
    keys: { Tab: 'when' },
    hint: ({ purpose }) => (purpose.type === 'edit' ? null : { word: 'when', worth: 6 }),
  },
  {
    label: 'Shift+Tab',
    help: 'back to whom it is sent, where that is written; else as Tab',
    keys: { 'Shift+Tab': 'to-whom' },
    hint: ({ to }) => (to.type === 'selector' ? { word: 'to whom', worth: 5 } : null),
  },
  {
    label: '↑ ↓',
    help: 'from the first and the last row on through what was sent before; so do Ctrl+P and Ctrl+N',
    keys: { Up: 'up', Down: 'down', 'Ctrl+P': 'up', 'Ctrl+N': 'down' },
    hint: { key: '↑ ↓', word: 'history', worth: 4 },
  },
  closing('close it; the text is there again the next time'),
];

/** While it is written to whom. */
export const composerToTable: KeyTable<'go-on' | 'close'> = [
  {
    label: 'Enter',
    help: 'go on to the text; so do Tab and ↓',
    keys: { Enter: 'go-on', Tab: 'go-on', Down: 'go-on' },
    hint: { word: 'goes to the text', worth: 9 },
  },
  closing('close it; the text is there again the next time'),
];
