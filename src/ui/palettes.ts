import type { LifecycleRow } from '../core/lifecycle/lifecycle-table.ts';
import type { ProgramSettings } from '../core/settings/agent-settings.ts';
import type { ColorDepth } from '../core/terminal/color-depth.ts';

/** What colours are chosen for. */
export type Look = {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
  readonly contrast: ProgramSettings['contrast'];
};

/** Colours by what they are for; null is the terminal's text colour. */
export type Palette = Readonly<
  Record<LifecycleRow['role'] | 'text' | 'muted' | 'accent', string | null>
> & {
  /** Borders of tiles that nobody need look at stand back from their text. */
  readonly borders: Readonly<Record<LifecycleRow['role'], string | null>>;
};

/** Contrast on black and on #1e1e2e is 4.5 or more for all text. */
const dark: Palette = {
  text: '#e6edf3',
  muted: '#8d96a0',
  accent: '#56d4dd',
  quiet: '#8d96a0',
  ready: '#9fb0c3',
  working: '#6cb6ff',
  done: '#57ab5a',
  needsYou: '#f0b72f',
  failed: '#ff7b72',
  interrupted: '#c297ff',
  borders: {
    quiet: '#373e47',
    ready: '#444c56',
    working: '#31598a',
    done: '#2f6b3a',
    needsYou: '#f0b72f',
    failed: '#b3443e',
    interrupted: '#6b4fa0',
  },
};

/** The same on white and on #fdf6e3. */
const light: Palette = {
  text: '#1f2328',
  muted: '#5b636c',
  accent: '#0b6e7f',
  quiet: '#5b636c',
  ready: '#4a5560',
  working: '#0757ba',
  done: '#156c2d',
  needsYou: '#855600',
  failed: '#b91c1c',
  interrupted: '#7140c9',
  borders: {
    quiet: '#c9d1d9',
    ready: '#b4bdc7',
    working: '#8db4e8',
    done: '#8fc79c',
    needsYou: '#855600',
    failed: '#e08a86',
    interrupted: '#bda4e8',
  },
};

/** Contrast is 7 or more for all text, and 4.5 for borders: none of them stands back. */
const strongDark: Palette = {
  text: '#ffffff',
  muted: '#c9d1d9',
  accent: '#7ee7ef',
  quiet: '#c9d1d9',
  ready: '#d0d7de',
  working: '#a5d1ff',
  done: '#85e089',
  needsYou: '#ffd33d',
  failed: '#ffb3ad',
  interrupted: '#dcc5ff',
  borders: {
    quiet: '#99a3ad',
    ready: '#b1bcc7',
    working: '#a5d1ff',
    done: '#85e089',
    needsYou: '#ffd33d',
    failed: '#ffb3ad',
    interrupted: '#dcc5ff',
  },
};

const strongLight: Palette = {
  text: '#000000',
  muted: '#3d444d',
  accent: '#005766',
  quiet: '#3d444d',
  ready: '#2f363d',
  working: '#1a1ad0',
  done: '#0a5c22',
  needsYou: '#6e4800',
  failed: '#a10e14',
  interrupted: '#5b21b6',
  borders: {
    quiet: '#636c76',
    ready: '#4a525b',
    working: '#1a1ad0',
    done: '#0a5c22',
    needsYou: '#6e4800',
    failed: '#a10e14',
    interrupted: '#5b21b6',
  },
};

/**
 * The user's own sixteen colours: what each looks like is theirs to choose, so few are used. On black, the plain blue and
 * red of many terminals can hardly be read, on white their green, yellow and cyan.
 */
const sixteenDark: Palette = {
  text: null,
  muted: null,
  accent: 'cyan',
  quiet: null,
  ready: null,
  working: 'blueBright',
  done: 'green',
  needsYou: 'yellow',
  failed: 'redBright',
  interrupted: 'magenta',
  borders: {
    quiet: null,
    ready: null,
    working: 'blueBright',
    done: 'green',
    needsYou: 'yellow',
    failed: 'redBright',
    interrupted: 'magenta',
  },
};

const sixteenLight: Palette = {
  text: null,
  muted: null,
  accent: 'blue',
  quiet: null,
  ready: null,
  working: 'blue',
  done: null,
  needsYou: 'magenta',
  failed: 'red',
  interrupted: null,
  borders: {
    quiet: null,
    ready: null,
    working: 'blue',
    done: null,
    needsYou: 'magenta',
    failed: 'red',
    interrupted: null,
  },
};

const colorless: Palette = {
  text: null,
  muted: null,
  accent: null,
  quiet: null,
  ready: null,
  working: null,
  done: null,
  needsYou: null,
  failed: null,
  interrupted: null,
  borders: {
    quiet: null,
    ready: null,
    working: null,
    done: null,
    needsYou: null,
    failed: null,
    interrupted: null,
  },
};

const colored = {
  normal: { dark, light },
  high: { dark: strongDark, light: strongLight },
} as const satisfies Record<Look['contrast'], Record<Look['background'], Palette>>;

export function paletteFor({ colorDepth, background, contrast }: Look): Palette {
  if (colorDepth === 'none') return colorless;
  if (colorDepth === '16') return background === 'light' ? sixteenLight : sixteenDark;
  return colored[contrast][background];
}
