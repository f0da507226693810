import { contentOf, type DiffPane } from '../diff-pane/diff-pane.ts';
import { newLine } from './editing-table.ts';
import { closing, type KeyHint, type KeyTable } from './key-row.ts';

/** What can be done where there are lines to be read. */
export type DiffVerb =
  | 'on'
  | 'back'
  | 'page-on'
  | 'page-back'
  | 'first'
  | 'last'
  | 'next-file'
  | 'previous-file'
  | 'next-hunk'
  | 'previous-hunk'
  | 'next-match'
  | 'previous-match'
  | 'right'
  | 'left'
  | 'search'
  | 'comment'
  | 'comment-hunk'
  | 'copy'
  | 'copy-hunk'
  | 'edit';

/** The footer's word where there are lines. */
const reading =
  (word: string, worth: number, key?: string) =>
  (pane: DiffPane): KeyHint | null =>
    hasRows(pane) ? { word, worth, ...(key === undefined ? {} : { key }) } : null;

function hasRows(pane: DiffPane): boolean {
  return (contentOf(pane)?.document.rows.length ?? 0) > 0;
}

/** While neither a search nor a comment is written. */
export const diffTable: KeyTable<DiffVerb | 'again' | 'leave' | 'close', DiffPane> = [
  {
    label: '↑ ↓ k j',
    help: 'a row up, down; so do the wheel and clicks',
    keys: { Up: 'back', Down: 'on', k: 'back', j: 'on' },
    hint: null,
  },
  {
    label: 'PageUp PageDown',
    help: 'a page up, down; Space goes down, too',
    keys: { PageUp: 'page-back', PageDown: 'page-on', Space: 'page-on' },
    hint: null,
  },
  {
    label: 'g G Home End',
    help: 'the beginning, the end',
    keys: { g: 'first', G: 'last', Home: 'first', End: 'last' },
    hint: null,
  },
  {
    label: 'Tab Shift+Tab',
    help: 'the next file, the one before',
    keys: { Tab: 'next-file', 'Shift+Tab': 'previous-file' },
    hint: reading('file', 7),
  },
  {
    label: '{ }',
    help: 'the hunk before, the next',
    keys: { '{': 'previous-hunk', '}': 'next-hunk' },
    hint: reading('hunk', 6, '}'),
  },
  {
    label: '← → h l',
    help: 'move long lines sideways',
    keys: { Left: 'left', Right: 'right', h: 'left', l: 'right' },
    hint: reading('sideways', 1, '←→'),
  },
  {
    label: '/',
    help: 'look for a text; capitals count when you type some',
    keys: { '/': 'search' },
    hint: reading('search', 8),
  },
  {
    label: 'n N',
    help: 'the next row that holds it, the one before',
    keys: { n: 'next-match', N: 'previous-match' },
    hint: ({ search }) => search && { key: 'n N', word: 'next, previous', worth: 12 },
  },
  {
    label: 'c Enter',
    help: 'send the agent a comment on the line',
    keys: { c: 'comment', Enter: 'comment' },
    hint: reading('comment', 10),
  },
  {
    label: 'C',
    help: 'send it a comment on the whole hunk',
    keys: { C: 'comment-hunk' },
    hint: reading('on the hunk', 9),
  },
  {
    label: 'y Y',
    help: 'copy the line, or the hunk as a patch has it; on a file its path',
    keys: { y: 'copy', Y: 'copy-hunk' },
    hint: reading('copy', 4),
  },
  {
    label: 'e',
    help: 'open the file at that line in $VISUAL, else $EDITOR',
    keys: { e: 'edit' },
    hint: reading('edit', 5),
  },
  {
    label: 'r',
    help: 'read it anew: the title says when it is old, and nothing moves by itself',
    keys: { r: 'again' },
    hint(pane) {
      if (hasRows(pane)) return { word: 'again', worth: 3 };
      return { word: contentOf(pane) === null ? 'tries again' : 'again', worth: 12 };
    },
  },
  {
    ...closing('end the search, or close it'),
    hint: ({ search }) => ({ word: search ? 'ends the search' : 'closes', worth: 11 }),
  },
  { label: 'q D', help: 'close it', keys: { q: 'leave', D: 'leave' }, hint: null },
];

/** While something to look for is written. */
export const diffSearchTable: KeyTable<'find' | 'close'> = [
  {
    label: 'Enter',
    help: 'go to the first row that holds it, from here on',
    keys: { Enter: 'find' },
    hint: null,
  },
  { ...closing('look for nothing'), hint: null },
];

/** While a comment is written. */
export const diffCommentTable: KeyTable<'send' | 'new-line' | 'up' | 'down' | 'close'> = [
  { label: 'Enter', help: 'send it', keys: { Enter: 'send' }, hint: { word: 'sends', worth: 9 } },
  newLine,
  { label: '↑ ↓', help: 'a row up, down', keys: { Up: 'up', Down: 'down' }, hint: null },
  {
    ...closing('put it away until the next comment'),
    hint: { word: 'puts it away', worth: 8 },
  },
];
