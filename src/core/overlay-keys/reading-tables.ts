import { closing, type KeyRow, type KeyTable } from './key-row.ts';

type Scroll = 'on' | 'back' | 'page-on' | 'page-back';

/** In rows. */
export const scrollSteps: Readonly<Record<Scroll, number>> = {
  on: 1,
  back: -1,
  'page-on': 10,
  'page-back': -10,
};

const byRow: KeyRow<Scroll> = {
  label: '↑ ↓ k j',
  help: 'scroll by a row',
  keys: { Up: 'back', Down: 'on', k: 'back', j: 'on' },
  hint: { key: '↑ ↓', word: 'scroll', worth: 1 },
};

const byPage: KeyRow<Scroll> = {
  label: 'PageUp PageDown',
  help: 'scroll by ten rows; Space scrolls on, too',
  keys: { PageUp: 'page-back', PageDown: 'page-on', Space: 'page-on' },
  hint: null,
};

const closes = closing('close it', { more: ['q', '?', 'o'] });

/** All about an agent. */
export const whyTable: KeyTable<Scroll | 'close'> = [byRow, byPage, closes];

export const helpTable: KeyTable<Scroll | 'filter' | 'close'> = [
  byRow,
  byPage,
  {
    label: '/',
    help: 'only keys whose help has what you write',
    keys: { '/': 'filter' },
    hint: { word: 'filter', worth: 2 },
  },
  closes,
];
