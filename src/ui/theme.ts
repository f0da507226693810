import type { LifecycleRow } from '../core/lifecycle/lifecycle-table.ts';
import type { FooterPiece } from '../core/screen/footer-hints.ts';
import type { Ground } from '../core/screen/pane.ts';
import type { Emphasis, PieceRole } from '../core/screen/tile-pieces.ts';
import type { ProgramSettings } from '../core/settings/agent-settings.ts';
import type { ColorDepth } from '../core/terminal/color-depth.ts';
import { type CodePalette, codePalette } from './code-theme.ts';
import { type Look, type Palette, paletteFor } from './palettes.ts';

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

export type Theme = {
  readonly roles: Readonly<Record<ThemeRole, Style>>;
  /** What lies under text; null where there is nothing to see of it. */
  readonly grounds: Readonly<Record<Exclude<Ground, 'none'>, string | null>>;
  readonly border: (role: LifecycleRow['role'], emphasis: Emphasis) => Style;
};

/** Colour is never the only sign: weight, glyph, word and the kind of line say the same. */
export function theme(look: Look, colors: ProgramSettings['colors'] = {}): Theme {
  const palette = withOwnColors(paletteFor(look), look.colorDepth, colors);
  const code = codePalette(look);
  // Without a grey of its own what is less important is dimmed, unless everything is to be easy to read.
  const lesser = (color: string | null) =>
    color === null && look.contrast === 'normal' ? dimmed(null) : plain(color);
  const muted = lesser(palette.muted);
  return {
    roles: {
      quiet: lesser(palette.quiet),
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
      return lesser(palette.borders[role]);
    },
  };
}

/** The theme that the settings ask for, on the terminal's own background if on none else; the same one for the same settings. */
export function liveTheme(terminal: {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
}): (settings: LookSettings) => Theme {
  let shown: { readonly settings: LookSettings; readonly theme: Theme } | null = null;
  return (settings) => {
    if (shown?.settings !== settings) {
      const background = settings.theme === 'auto' ? terminal.background : settings.theme;
      const look = { ...terminal, background, contrast: settings.contrast };
      shown = { settings, theme: theme(look, settings.colors) };
    }
    return shown.theme;
  };
}

type LookSettings = Pick<ProgramSettings, 'theme' | 'contrast' | 'colors'>;

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
