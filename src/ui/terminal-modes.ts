import type { TerminalModes } from '../core/terminal/frame.ts';

/** The modes of the outer terminal that we change. `kittyFlags` null: the terminal does not speak the kitty protocol. */
export type OuterModes = {
  readonly alternateScreen: boolean;
  readonly autowrap: boolean;
  readonly bracketedPaste: boolean;
  readonly applicationCursorKeys: boolean;
  readonly applicationKeypad: boolean;
  readonly focusReports: boolean;
  readonly mouse: 'none' | 'drag' | 'any';
  readonly kittyFlags: number | null;
};

/** As shells have it, and as it must be left. */
export const shellModes: OuterModes = {
  alternateScreen: false,
  autowrap: true,
  bracketedPaste: false,
  applicationCursorKeys: false,
  applicationKeypad: false,
  focusReports: false,
  mouse: 'none',
  kittyFlags: null,
};

type Keyboard = { readonly isKittySupported: boolean };

/** Esc is told apart from the start of other keys; what is text stays text. */
const gridKittyFlags = 1;

/** While the screen owns the keyboard. */
export function gridModes({ isKittySupported }: Keyboard): OuterModes {
  return {
    ...shellModes,
    alternateScreen: true,
    // A character that the terminal takes for wide must not wrap and scroll at the last column.
    autowrap: false,
    bracketedPaste: true,
    focusReports: true,
    mouse: 'drag',
    kittyFlags: isKittySupported ? gridKittyFlags : null,
  };
}

/**
 * While an agent owns the keyboard: the terminal is in the agent's modes, so what it sends is what a bare terminal
 * would send. The mouse and the focus are always reported, to us.
 */
export function typeModes(agent: TerminalModes, { isKittySupported }: Keyboard): OuterModes {
  return {
    ...gridModes({ isKittySupported }),
    bracketedPaste: agent.bracketedPaste,
    applicationCursorKeys: agent.applicationCursorKeys,
    applicationKeypad: agent.applicationKeypad,
    mouse: agent.mouse === 'any' ? 'any' : 'drag',
    kittyFlags: isKittySupported ? agent.kittyFlags : null,
  };
}

const switches = [
  { mode: 'autowrap', on: '\x1b[?7h', off: '\x1b[?7l' },
  { mode: 'bracketedPaste', on: '\x1b[?2004h', off: '\x1b[?2004l' },
  { mode: 'applicationCursorKeys', on: '\x1b[?1h', off: '\x1b[?1l' },
  { mode: 'applicationKeypad', on: '\x1b=', off: '\x1b>' },
  { mode: 'focusReports', on: '\x1b[?1004h', off: '\x1b[?1004l' },
] as const;

/** Both are on at once with SGR reports, which know no limit of columns. */
const mouseModes = { drag: '\x1b[?1002h', any: '\x1b[?1003h' } as const;
const mouseOff = '\x1b[?1003l\x1b[?1002l\x1b[?1006l';

/** The bytes that turn one set of modes into the other; '' when they are the same. */
export function modeChanges(shown: OuterModes, wanted: OuterModes): string {
  const isEntering = wanted.alternateScreen && !shown.alternateScreen;
  const isLeaving = shown.alternateScreen && !wanted.alternateScreen;
  return [
    isEntering ? '\x1b[?1049h' : '',
    ...switches.map(({ mode, on, off }) => {
      if (shown[mode] === wanted[mode]) return '';
      return wanted[mode] ? on : off;
    }),
    mouseChange(shown.mouse, wanted.mouse),
    kittyChange(shown.kittyFlags, wanted.kittyFlags),
    isLeaving ? '\x1b[?1049l' : '',
  ].join('');
}

/** Terminals know one mouse mode at a time, and turning off any of them turns off all. */
function mouseChange(shown: OuterModes['mouse'], wanted: OuterModes['mouse']): string {
  if (shown === wanted) return '';
  if (wanted === 'none') return mouseOff;
  const off = shown === 'none' ? '' : mouseModes[shown].replace(/h$/, 'l');
  return `${off}${mouseModes[wanted]}${shown === 'none' ? '\x1b[?1006h' : ''}`;
}

/** The alternate screen has a stack of its own, so what is pushed there must be popped there. */
function kittyChange(shown: number | null, wanted: number | null): string {
  if (shown === wanted) return '';
  if (wanted === null) return '\x1b[<u';
  return shown === null ? `\x1b[>${wanted}u` : `\x1b[=${wanted};1u`;
}

/** Everything that could be on, off: for a terminal that was left behind in the middle of something. */
export function undoOf(shown: OuterModes): string {
  const isShell = modeChanges(shown, shellModes) === '';
  if (isShell) return '';
  // ST ends a sequence that was cut, and shows nothing where there is none.
  const endFrame = '\x1b\\\x1b[?2026l\x1b[m\x1b[0 q\x1b[?25h';
  return `${endFrame}${modeChanges(shown, shellModes)}${restoreTitle}`;
}

export const saveTitle = '\x1b[22;2t';
const restoreTitle = '\x1b[23;2t';
