import type { Hint } from './bindings.ts';
import type { Overlay } from './overlays.ts';

const closes: Hint = { key: 'Esc', word: 'closes', worth: 3 };
const scrolls: Hint = { key: '↑ ↓', word: 'scroll', worth: 1 };

/** What the footer says while something lies above the grid, whose keys are not those of GRID. Forms name their own. */
export const overlayHints: Readonly<Record<Exclude<Overlay['type'], 'none'>, readonly Hint[]>> = {
  help: [scrolls, { key: '/', word: 'filter', worth: 2 }, closes],
  why: [scrolls, closes],
  question: [
    { key: '↑ ↓', word: 'choose', worth: 1 },
    { key: 'Enter', word: 'answers', worth: 2 },
    closes,
  ],
  'stopping-all': [],
  search: [
    { key: '↑ ↓', word: 'choose', worth: 1 },
    { key: 'Enter', word: 'goes there', worth: 2 },
    closes,
  ],
  palette: [
    { key: '↑ ↓', word: 'choose', worth: 1 },
    { key: 'Enter', word: 'does it', worth: 2 },
    closes,
  ],
  filter: [
    { key: 'Enter', word: 'keeps it', worth: 2 },
    { key: 'Esc', word: 'shows all', worth: 3 },
  ],
  'new-agent': [],
  name: [],
  links: [],
  inbox: [],
  composer: [],
  receipts: [],
  diff: [],
  transcripts: [
    { key: '{ }', word: 'prompts', worth: 3 },
    { key: '/', word: 'search', worth: 4 },
    { key: 'n N', word: 'next', worth: 1 },
    { key: 'l', word: 'level', worth: 5 },
    { key: 'f', word: 'fold', worth: 2 },
    { key: 'y', word: 'copy', worth: 3 },
    { key: 'c', word: 'code', worth: 0 },
    { key: 'o', word: 'pager', worth: 1 },
    { key: 'Enter', word: 'subagent', worth: 0 },
    { key: 'G', word: 'end', worth: 2 },
    { key: '?', word: 'keys', worth: 5 },
    { key: 'Esc', word: 'closes', worth: 6 },
  ],
};
