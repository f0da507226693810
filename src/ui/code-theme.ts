import type { CodeRole } from '../core/code/code-piece.ts';
import type { Ground } from '../core/screen/pane.ts';
import type { Look } from './palettes.ts';

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

/** 7 or more on each of its own. */
const strongDark: CodePalette = {
  'code-plain': '#ffffff',
  'code-keyword': '#e2c5ff',
  'code-string': '#c6e6ff',
  'code-number': '#b5dcff',
  'code-name': '#f7e0b0',
  'code-type': '#ffcf9e',
  grounds: { added: '#06260f', deleted: '#2e0a0c', cursor: '#1f242b', match: '#453100' },
};

/** As on dark, on white. */
const light: CodePalette = {
  'code-plain': '#1f2328',
  'code-keyword': '#6639ba',
  'code-string': '#0a3069',
  'code-number': '#0550ae',
  'code-name': '#6f4e00',
  'code-type': '#8a3a00',
  grounds: { added: '#dafbe1', deleted: '#ffebe9', cursor: '#e1e6eb', match: '#ffdf80' },
};

const strongLight: CodePalette = {
  'code-plain': '#000000',
  'code-keyword': '#3f1a8a',
  'code-string': '#0a2a5c',
  'code-number': '#04327a',
  'code-name': '#4a3300',
  'code-type': '#5e2600',
  grounds: { added: '#e6ffec', deleted: '#fff1f0', cursor: '#eef1f4', match: '#ffef99' },
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

const colored = {
  normal: { dark, light },
  high: { dark: strongDark, light: strongLight },
} as const satisfies Record<Look['contrast'], Record<Look['background'], CodePalette>>;

export function codePalette({ colorDepth, background, contrast }: Look): CodePalette {
  if (colorDepth === 'none' || colorDepth === '16') return bare;
  return colored[contrast][background];
}
