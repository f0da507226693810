import type { LifecycleRow } from '../core/lifecycle/lifecycle-table.ts';
import type { FooterPiece } from '../core/screen/footer-line.ts';
import type { Ground } from '../core/screen/pane.ts';
import type { Emphasis, PieceRole } from '../core/screen/tile-pieces.ts';
import type { ProgramSettings } from '../core/settings/agent-settings.ts';
import type { ColorDepth } from '../core/terminal/color-depth.ts';
import { type CodePalette, codePalette } from './code-theme.ts';

/** A colour is `#rrggbb`, `ansi256(33)`, or one of Ink's names for the terminal's own sixteen; null leaves the terminal's text colour. */
export type Style = {
  readonly color: string | null;
  readonly weight: 'normal' | 'bold' | 'dim';
  readonly inverse: 'inverse' | 'plain';
};

export type ThemeRole =
  | LifecycleRow['role']
  | Exclude<PieceRole, 'border' | 'state'>
  | FooterPiece['role']
  | DiffRole
  | 'text'
  | 'choice'
  | 'problem';

type DiffRole =
  | Exclude<keyof CodePalette, 'grounds'>
  | 'code-comment'
  | 'added'
  | 'deleted'
  | 'title';

type Palette = Readonly<
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

/** The user's own sixteen colours: what each looks like is theirs to choose, so few are used. */
const sixteen: Palette = {
  text: null,
  muted: null,
  accent: 'cyan',
  quiet: null,
  ready: null,
  working: 'blue',
  done: 'green',
  needsYou: 'yellow',
  failed: 'red',
  interrupted: 'magenta',
  borders: {
    quiet: null,
    ready: null,
    working: 'blue',
    done: 'green',
    needsYou: 'yellow',
    failed: 'red',
    interrupted: 'magenta',
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

export type Theme = {
  readonly roles: Readonly<Record<ThemeRole, Style>>;
  /** What lies under text; null where there is nothing to see of it. */
  readonly grounds: Readonly<Record<Exclude<Ground, 'none'>, string | null>>;
  readonly border: (role: LifecycleRow['role'], emphasis: Emphasis) => Style;
};

/** Colour is never the only sign: weight, glyph, word and the kind of line say the same. */
export function theme(terminal: {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
  /** The user's own, by role. */
  readonly colors?: ProgramSettings['colors'];
}): Theme {
  const palette = withOwnColors(paletteFor(terminal), terminal.colorDepth, terminal.colors ?? {});
  const code = codePalette(terminal);
  // Without a grey of its own what is less important is dimmed.
  const muted = palette.muted === null ? dimmed(null) : plain(palette.muted);
  return {
    roles: {
      quiet: palette.quiet === null ? dimmed(null) : plain(palette.quiet),
      ready: plain(palette.ready),
      working: plain(palette.working),
      done: plain(palette.done),
      needsYou: bold(palette.needsYou),
      failed: bold(palette.failed),
      interrupted: plain(palette.interrupted),
      number: muted,
      mark: inverse(palette.accent),
      name: bold(palette.text),
      detail: muted,
      warning: bold(palette.needsYou),
      danger: inverse(palette.failed),
      key: bold(palette.accent),
      muted,
      notice: bold(palette.needsYou),
      'grid-chip': inverse(palette.muted),
      'type-chip': inverse(palette.accent),
      choice: inverse(palette.accent),
      problem: bold(palette.failed),
      text: plain(palette.text),
      'code-plain': plain(code['code-plain']),
      'code-keyword': plain(code['code-keyword']),
      'code-string': plain(code['code-string']),
      'code-comment': muted,
      'code-number': plain(code['code-number']),
      'code-name': plain(code['code-name']),
      'code-type': plain(code['code-type']),
      added: plain(palette.done),
      deleted: plain(palette.failed),
      title: bold(palette.text),
    },
    grounds: code.grounds,
    border(role, emphasis) {
      if (emphasis === 'typed') return plain(palette.accent);
      if (role === 'needsYou') return plain(palette.borders.needsYou);
      if (emphasis === 'selected') return plain(palette.text);
      const color = palette.borders[role];
      return color === null ? dimmed(null) : plain(color);
    },
  };
}

/** The theme with the user's own colours; the same one for the same colours. */
export function liveTheme(terminal: {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
}): (colors: ProgramSettings['colors']) => Theme {
  let shown: { readonly colors: ProgramSettings['colors']; readonly theme: Theme } | null = null;
  return (colors) => {
    if (shown?.colors !== colors) shown = { colors, theme: theme({ ...terminal, colors }) };
    return shown.theme;
  };
}

function paletteFor(terminal: {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
}): Palette {
  if (terminal.colorDepth === 'none') return colorless;
  if (terminal.colorDepth === '16') return sixteen;
  return terminal.background === 'light' ? light : dark;
}

/** A lifecycle's own colour is that of its border, too. A terminal without colours gets none. */
function withOwnColors(
  palette: Palette,
  colorDepth: ColorDepth,
  colors: ProgramSettings['colors'],
): Palette {
  if (colorDepth === 'none') return palette;
  const borders = Object.entries(colors).filter(([role]) => Object.hasOwn(palette.borders, role));
  return { ...palette, ...colors, borders: { ...palette.borders, ...Object.fromEntries(borders) } };
}

function plain(color: string | null): Style {
  return { color, weight: 'normal', inverse: 'plain' };
}

function bold(color: string | null): Style {
  return { color, weight: 'bold', inverse: 'plain' };
}

function dimmed(color: string | null): Style {
  return { color, weight: 'dim', inverse: 'plain' };
}

function inverse(color: string | null): Style {
  return { color, weight: 'bold', inverse: 'inverse' };
}

/** Whether text on this background must be dark; `#rrggbb`. A terminal that does not tell is taken for a dark one. */
export function backgroundKind(background: string | null): 'dark' | 'light' {
  if (background === null) return 'dark';
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(background.slice(at, at + 2), 16),
  );
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 'light' : 'dark';
}
