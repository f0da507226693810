import type { CodeRole } from '../core/code/code-piece.ts';
import type { Ground } from '../core/screen/pane.ts';
import type { ColorDepth } from '../core/terminal/color-depth.ts';

/** Colours of code, and of what lies under it; null where the terminal's own do. */
export type CodePalette = Readonly<Record<Exclude<CodeRole, 'code-comment'>, string | null>> & {
  readonly grounds: Readonly<Record<Exclude<Ground, 'none'>, string | null>>;
};

/** Contrast on black and on each of the grounds is 4.5 or more. */
const dark: CodePalette = {
  'code-plain': '#e6edf3',
  'code-keyword': '#d2a8ff',
  'code-string': '#a5d6ff',
  'code-number': '#79c0ff',
  'code-name': '#e3c78a',
  'code-type': '#ffa657',
  grounds: { added: '#12301f', deleted: '#3c1618', cursor: '#282e35', match: '#6b4d00' },
};

/** The same on white. */
const light: CodePalette = {
  'code-plain': '#1f2328',
  'code-keyword': '#6639ba',
  'code-string': '#0a3069',
  'code-number': '#0550ae',
  'code-name': '#6f4e00',
  'code-type': '#8a3a00',
  grounds: { added: '#dafbe1', deleted: '#ffebe9', cursor: '#e1e6eb', match: '#ffdf80' },
};

/** With few colours they are kept for what came and went. */
const bare: CodePalette = {
  'code-plain': null,
  'code-keyword': null,
  'code-string': null,
  'code-number': null,
  'code-name': null,
  'code-type': null,
  grounds: { added: null, deleted: null, cursor: null, match: null },
};

export function codePalette(terminal: {
  readonly colorDepth: ColorDepth;
  readonly background: 'dark' | 'light';
}): CodePalette {
  const { colorDepth, background } = terminal;
  if (colorDepth === 'none' || colorDepth === '16') return bare;
  return background === 'light' ? light : dark;
}
