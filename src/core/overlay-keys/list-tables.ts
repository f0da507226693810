import { closing, type KeyRow, type KeyTable } from './key-row.ts';

export type ListAction = 'next' | 'previous' | 'page-on' | 'page-back' | 'take' | 'close';

/** In rows. */
export const listSteps = { next: 1, previous: -1, 'page-on': 10, 'page-back': -10 } as const;

/** Of a list below a line that is written; letters are text there. */
const throughList: readonly KeyRow<ListAction>[] = [
  {
    label: '↑ ↓',
    help: 'choose; so do Shift+Tab and Tab, Ctrl+P and Ctrl+N',
    keys: {
      Up: 'previous',
      Down: 'next',
      'Shift+Tab': 'previous',
      Tab: 'next',
      'Ctrl+P': 'previous',
      'Ctrl+N': 'next',
    },
    hint: { key: '↑ ↓', word: 'choose', worth: 1 },
  },
  {
    label: 'PageUp PageDown',
    help: 'ten rows back, on',
    keys: { PageUp: 'page-back', PageDown: 'page-on' },
    hint: null,
  },
];

export const paletteTable: KeyTable<ListAction> = [
  ...throughList,
  taking('do it, or go to the agent', 'does it'),
  closing(),
];

export const searchTable: KeyTable<ListAction> = [
  ...throughList,
  taking('go there: to the tile, or into the transcript', 'goes there'),
  closing(),
];

/** Where nothing is written. */
export function choosing(worth: number): KeyRow<'next' | 'previous'> {
  return {
    label: '↑ ↓ k j',
    help: 'choose; so do ← and →, h and l, Shift+Tab and Tab',
    keys: {
      Up: 'previous',
      Down: 'next',
      k: 'previous',
      j: 'next',
      Left: 'previous',
      Right: 'next',
      h: 'previous',
      l: 'next',
      'Shift+Tab': 'previous',
      Tab: 'next',
    },
    hint: { key: '↑ ↓', word: 'choose', worth },
  };
}

export function taking(help: string, word: string): KeyRow<'take'> {
  return { label: 'Enter', help, keys: { Enter: 'take' }, hint: { word, worth: 9 } };
}

type ChoosingAction = 'next' | 'previous' | 'take';

/** What chooses in every list where nothing is written. */
export const choosingTable: KeyTable<ChoosingAction> = [choosing(1), taking('take it', 'takes it')];

/** The letters that its answers have besides stand before them. */
export const questionTable: KeyTable<ChoosingAction | 'close'> = [
  choosing(1),
  taking('give the chosen answer; a letter gives the answer that it stands before', 'answers'),
  closing('leave everything as it is'),
];

export const linkNumbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const linksTable: KeyTable<ChoosingAction | 'close'> = [
  choosing(1),
  taking('copy the link', 'copies it'),
  {
    label: '1 … 9',
    help: 'copy the link in that row',
    keys: Object.fromEntries(linkNumbers.map((number) => [number, 'take'])),
    hint: null,
  },
  closing(),
];
