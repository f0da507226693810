/**
 * Every lifecycle, once: the tile, the footer, `ls`, the README and the help are drawn from these rows.
 * `attention` ranks who is served first by `w` (0 = needs nobody); `role` names a colour of the theme.
 */
export const lifecycles = {
  starting: {
    glyph: '◌',
    word: 'starting',
    role: 'quiet',
    attention: 0,
    meaning: 'codex is starting up',
  },
  dialog: {
    glyph: '◆',
    word: 'dialog',
    role: 'needsYou',
    attention: 4,
    meaning: 'a dialog of codex stands before the composer: trust, login, an update',
  },
  approval: {
    glyph: '▲',
    word: 'approval',
    role: 'needsYou',
    attention: 6,
    meaning: 'it asks whether it may run or change something',
  },
  question: {
    glyph: '?',
    word: 'question',
    role: 'needsYou',
    attention: 5,
    meaning: 'it asks you something',
  },
  working: {
    glyph: '●',
    word: 'working',
    role: 'working',
    attention: 0,
    meaning: 'a turn is under way',
  },
  done: {
    glyph: '✔',
    word: 'done',
    role: 'done',
    attention: 2,
    meaning: 'it finished a turn that you have not looked at',
  },
  ready: { glyph: '○', word: 'ready', role: 'ready', attention: 0, meaning: 'it is your turn' },
  failed: {
    glyph: '✖',
    word: 'failed',
    role: 'failed',
    attention: 3,
    meaning: 'the turn ended in an error; its message is beside it',
  },
  interrupted: {
    glyph: '■',
    word: 'interrupted',
    role: 'interrupted',
    attention: 1,
    meaning: 'you interrupted the turn',
  },
  ended: {
    glyph: '□',
    word: 'ended',
    role: 'quiet',
    attention: 0,
    meaning: 'the process is gone; its session can be resumed',
  },
  unknown: {
    glyph: '·',
    word: 'unknown',
    role: 'quiet',
    attention: 0,
    meaning: 'nothing that was heard says what it does, or a signal stopped its process',
  },
} as const satisfies Record<string, LifecycleRow>;

export type LifecycleRow = {
  readonly glyph: string;
  readonly word: string;
  readonly role: 'quiet' | 'needsYou' | 'working' | 'done' | 'ready' | 'failed' | 'interrupted';
  readonly attention: number;
  /** What the word means, for a person who meets it for the first time. */
  readonly meaning: string;
};

export type LifecycleName = keyof typeof lifecycles;

export function isLifecycleName(name: string): name is LifecycleName {
  return Object.hasOwn(lifecycles, name);
}

export const lifecycleNames = Object.keys(lifecycles) as readonly LifecycleName[];

/** The three in which nothing goes on until the user answers. */
export function needsYou(name: LifecycleName): boolean {
  return lifecycles[name].role === 'needsYou';
}
