/**
 * Every lifecycle, once: the tile, the footer, `ls`, the README and the help are drawn from these rows.
 * `attention` ranks who is served first by `w` (0 = needs nobody); `role` names a colour of the theme.
 */
export const lifecycles = {
  starting: { glyph: '◌', word: 'starting', role: 'quiet', attention: 0 },
  dialog: { glyph: '◆', word: 'dialog', role: 'needsYou', attention: 4 },
  approval: { glyph: '▲', word: 'approval', role: 'needsYou', attention: 6 },
  question: { glyph: '?', word: 'question', role: 'needsYou', attention: 5 },
  working: { glyph: '●', word: 'working', role: 'working', attention: 0 },
  done: { glyph: '✔', word: 'done', role: 'done', attention: 2 },
  ready: { glyph: '○', word: 'ready', role: 'ready', attention: 0 },
  failed: { glyph: '✖', word: 'failed', role: 'failed', attention: 3 },
  interrupted: { glyph: '■', word: 'interrupted', role: 'interrupted', attention: 1 },
  ended: { glyph: '□', word: 'ended', role: 'quiet', attention: 0 },
  unknown: { glyph: '·', word: 'unknown', role: 'quiet', attention: 0 },
} as const satisfies Record<string, LifecycleRow>;

export type LifecycleRow = {
  readonly glyph: string;
  readonly word: string;
  readonly role: 'quiet' | 'needsYou' | 'working' | 'done' | 'ready' | 'failed' | 'interrupted';
  readonly attention: number;
};

export type LifecycleName = keyof typeof lifecycles;

export const lifecycleNames = Object.keys(lifecycles) as readonly LifecycleName[];

/** The three in which nothing goes on until the user answers. */
export function needsYou(name: LifecycleName): boolean {
  return lifecycles[name].role === 'needsYou';
}
