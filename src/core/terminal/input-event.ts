/** A key as GRID mode sees it. `name` is a character, or one of the names below. */
export type Key = {
  readonly name: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
};

/** Names of keys that are no character; every other key is its own text, e.g. `a`, `A`, `?`, `é`. */
export type KeyName =
  | 'Enter'
  | 'Escape'
  | 'Tab'
  | 'Backspace'
  | 'Space'
  | 'Up'
  | 'Down'
  | 'Left'
  | 'Right'
  | 'Home'
  | 'End'
  | 'PageUp'
  | 'PageDown'
  | 'Insert'
  | 'Delete'
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F5'
  | 'F6'
  | 'F7'
  | 'F8'
  | 'F9'
  | 'F10'
  | 'F11'
  | 'F12';

/** 0-based cells of the outer terminal. A `move` with a button held is a drag. */
export type Mouse = {
  readonly action:
    | 'press'
    | 'release'
    | 'move'
    | 'wheel-up'
    | 'wheel-down'
    | 'wheel-left'
    | 'wheel-right';
  readonly button: 'left' | 'middle' | 'right' | 'none';
  readonly x: number;
  readonly y: number;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
};

/** What the bytes of the outer terminal mean, given who owns the keyboard. */
export type InputEvent =
  /** GRID only. */
  | { readonly type: 'key'; readonly key: Key }
  /** GRID only: a bracketed paste, whole. */
  | { readonly type: 'paste'; readonly text: string }
  /** TYPE only: bytes for the agent, untouched. */
  | { readonly type: 'raw'; readonly bytes: Uint8Array }
  /** TYPE only: the leave key. */
  | { readonly type: 'leave' }
  | { readonly type: 'mouse'; readonly mouse: Mouse }
  | { readonly type: 'focus'; readonly focused: boolean }
  /** The outer terminal answered one of our questions. Colours `#rrggbb`. */
  | { readonly type: 'color'; readonly which: 'foreground' | 'background'; readonly value: string }
  | { readonly type: 'kitty-supported' }
  /** It answered the question that we ask last (DA1): what is unanswered by now stays so. */
  | { readonly type: 'answered' };
