import { closing, type KeyRow, type KeyTable } from './key-row.ts';
import { choosing, taking } from './list-tables.ts';

export type TranscriptAction =
  | 'on'
  | 'back'
  | 'page-on'
  | 'page-back'
  | 'first'
  | 'last'
  | 'prompt-above'
  | 'prompt-below'
  | 'search'
  | 'match-above'
  | 'match-below'
  | 'level'
  | 'item-below'
  | 'item-above'
  | 'fold'
  | 'fold-all'
  | 'copy'
  | 'copy-code'
  | 'open'
  | 'sessions'
  | 'export'
  | 'page'
  | 'keys'
  | 'next-pane'
  | 'previous-pane'
  | 'step-back'
  | 'close';

/** While its lines are read. */
export const transcriptTable: KeyTable<TranscriptAction> = [
  {
    label: '↑ ↓ k j',
    help: 'scroll by a row; so does the wheel',
    keys: { Up: 'back', Down: 'on', k: 'back', j: 'on' },
    hint: null,
  },
  {
    label: 'PageUp PageDown',
    help: 'scroll by a screen; so do b and Space',
    keys: { PageUp: 'page-back', PageDown: 'page-on', b: 'page-back', Space: 'page-on' },
    hint: null,
  },
  {
    label: '{ }',
    help: 'to the prompt before, to the next',
    keys: { '{': 'prompt-above', '}': 'prompt-below' },
    hint: { key: '{ }', word: 'prompts', worth: 3 },
  },
  { label: '/', help: 'search', keys: { '/': 'search' }, hint: { word: 'search', worth: 6 } },
  {
    label: 'n N',
    help: 'to the match above, below',
    keys: { n: 'match-above', N: 'match-below' },
    hint: { key: 'n N', word: 'next', worth: 1 },
  },
  {
    label: 'l',
    help: 'level: what was said, what was done too, every line',
    keys: { l: 'level' },
    hint: { word: 'level', worth: 5 },
  },
  {
    label: 'J K',
    help: 'mark the item below, above; so does a click',
    keys: { J: 'item-below', K: 'item-above' },
    hint: { key: 'J K', word: 'item', worth: 3 },
  },
  {
    label: 'f F',
    help: 'fold or unfold what is marked; all outputs and diffs',
    keys: { f: 'fold', F: 'fold-all' },
    hint: { word: 'fold', worth: 4 },
  },
  {
    label: 'Enter',
    help: 'into the transcript of the marked subagent; else as f',
    keys: { Enter: 'open' },
    hint: null,
  },
  {
    label: 'y',
    help: 'copy what is marked at the left',
    keys: { y: 'copy' },
    hint: { word: 'copy', worth: 3 },
  },
  {
    label: 'c',
    help: 'copy its code alone',
    keys: { c: 'copy-code' },
    hint: { word: 'code', worth: 0 },
  },
  {
    label: 's',
    help: "sessions before this one, and all subagents'",
    keys: { s: 'sessions' },
    hint: { word: 'sessions', worth: 2 },
  },
  {
    label: 'e',
    help: 'write all of it into a file',
    keys: { e: 'export' },
    hint: { word: 'export', worth: 1 },
  },
  {
    label: 'o',
    help: 'open all of it in your pager',
    keys: { o: 'page' },
    hint: { word: 'pager', worth: 1 },
  },
  {
    label: 'G g End Home',
    help: 'to the end, and follow what comes; to the beginning',
    keys: { G: 'last', g: 'first', End: 'last', Home: 'first' },
    hint: { word: 'end', worth: 2 },
  },
  {
    label: 'Tab Shift+Tab',
    help: 'to the next transcript beside this one, the one before',
    keys: { Tab: 'next-pane', 'Shift+Tab': 'previous-pane' },
    hint: null,
  },
  { label: '?', help: 'these keys', keys: { '?': 'keys' }, hint: { word: 'keys', worth: 7 } },
  {
    label: 'Esc',
    help: 'give up the search, leave the subagent, close',
    keys: { Escape: 'step-back' },
    hint: { word: 'closes', worth: 8 },
  },
  {
    label: 'q t T Ctrl+C',
    help: 'close',
    keys: { q: 'close', t: 'close', T: 'close', 'Ctrl+C': 'close' },
    hint: null,
  },
];

/** While something to search for is written. */
export const transcriptSearchTable: KeyTable<'find' | 'close'> = [
  {
    label: 'Enter',
    help: 'search, from the end upwards',
    keys: { Enter: 'find' },
    hint: { word: 'searches', worth: 9 },
  },
  closing('give it up', { word: 'back' }),
];

const back: KeyRow<'close'> = closing('back to the lines', { word: 'back', more: ['q'] });

/** While its keys stand in the place of the lines; any other key brings the lines back, too. */
export const transcriptKeysTable: KeyTable<'close'> = [back];

export const exportTable: KeyTable<'next' | 'previous' | 'take' | 'close'> = [
  choosing(5),
  taking('write it; the letter of a format writes that', 'writes it'),
  back,
];

export const sessionsTable: KeyTable<'next' | 'previous' | 'take' | 'close'> = [
  choosing(5),
  taking('read it', 'reads it'),
  back,
];
