import { encodeUtf8 } from '../text/utf8.ts';
import type { TerminalModes } from './frame.ts';
import type { Mouse } from './input-event.ts';

const bits = { shift: 4, alt: 8, ctrl: 16, move: 32, wheel: 64, extra: 128 } as const;
const buttons = ['left', 'middle', 'right', 'none'] as const;
const wheels = ['wheel-up', 'wheel-down', 'wheel-left', 'wheel-right'] as const;

/** The report `CSI body` in SGR encoding; null when it is none, or of a button beyond the third. */
export function mouseOfControl(body: string): Mouse | null {
  const [, code, column, row, final] = /^<(\d+);(\d+);(\d+)([Mm])$/.exec(body) ?? [];
  if (final === undefined) return null;
  const number = Number(code);
  if (number >= bits.extra) return null;
  const which = number & 3;
  const isWheel = (number & bits.wheel) !== 0;
  const press = final === 'm' ? 'release' : 'press';
  return {
    action: isWheel ? (wheels[which] ?? 'wheel-up') : number & bits.move ? 'move' : press,
    button: isWheel ? 'none' : (buttons[which] ?? 'none'),
    x: Number(column) - 1,
    y: Number(row) - 1,
    shift: (number & bits.shift) !== 0,
    alt: (number & bits.alt) !== 0,
    ctrl: (number & bits.ctrl) !== 0,
  };
}

/** The X10 encoding has one byte for a place, which starts at 32. */
const defaultEncodingLimit = 223;

/**
 * What a terminal in those modes sends to its program; null when the program did not ask for this, or cannot be told
 * so far out. `origin` is the cell of the outer terminal in which the program's first cell lies.
 */
export function mouseBytes(
  mouse: Mouse,
  modes: TerminalModes,
  origin: { readonly x: number; readonly y: number },
): Uint8Array | null {
  const column = mouse.x - origin.x + 1;
  const row = mouse.y - origin.y + 1;
  if (!isAskedFor(mouse, modes.mouse) || column < 1 || row < 1) return null;
  const isRelease = mouse.action === 'release';
  const code = buttonCode(mouse) | (modes.mouse === 'x10' ? 0 : modifierCode(mouse));
  if (modes.mouseEncoding === 'sgr') {
    return encodeUtf8(`\x1b[<${code};${column};${row}${isRelease ? 'm' : 'M'}`);
  }
  if (column > defaultEncodingLimit || row > defaultEncodingLimit) return null;
  // Without SGR a release does not say of which button.
  const shortCode = isRelease ? code | 3 : code;
  return new Uint8Array([0x1b, 0x5b, 0x4d, shortCode + 32, column + 32, row + 32]);
}

/** A notch of the wheel. Rows. */
export const wheelRows = 3;

/** The arrow keys that stand for a notch of the wheel; null where the program does not read it so. */
export function wheelKeyBytes(mouse: Mouse, modes: TerminalModes): Uint8Array | null {
  if (!modes.wheelKeys || modes.mouse !== 'none') return null;
  if (mouse.action !== 'wheel-up' && mouse.action !== 'wheel-down') return null;
  const arrow = mouse.action === 'wheel-up' ? 'A' : 'B';
  return encodeUtf8(`\x1b${modes.applicationCursorKeys ? 'O' : '['}${arrow}`.repeat(wheelRows));
}

function isAskedFor(mouse: Mouse, asked: TerminalModes['mouse']): boolean {
  const isDrag = mouse.action === 'move' && mouse.button !== 'none';
  switch (asked) {
    case 'none':
      return false;
    case 'x10':
      return mouse.action === 'press';
    case 'vt200':
      return mouse.action !== 'move';
    case 'drag':
      return mouse.action !== 'move' || isDrag;
    case 'any':
      return true;
  }
}

function buttonCode({ action, button }: Mouse): number {
  if (action === 'press' || action === 'release') return buttons.indexOf(button);
  if (action === 'move') return bits.move | buttons.indexOf(button);
  return bits.wheel | wheels.indexOf(action);
}

function modifierCode(mouse: Mouse): number {
  return (mouse.shift ? bits.shift : 0) | (mouse.alt ? bits.alt : 0) | (mouse.ctrl ? bits.ctrl : 0);
}
