import type { Key } from './input-event.ts';
import { keyRows, modifierBits } from './key-table.ts';

const plain = { ctrl: false, alt: false, shift: false };

const byLetter = new Map(keyRows.flatMap((row) => (row.letter ? [[row.letter, row.name]] : [])));
const byNumber = new Map(
  keyRows.flatMap((row) => (row.numbers ?? []).map((number) => [number, row.name] as const)),
);
const byCode = new Map(
  keyRows.flatMap((row) =>
    [row.code, row.keypadCode].flatMap((code) => (code === undefined ? [] : [[code, row.name]])),
  ) as readonly (readonly [number, string])[],
);

/** Kitty's numbers from 57399 on: the keys of the number pad that write a character. */
const keypadCharacters = '0123456789./*-+';
const keypadStart = 57399;
const keypadEqual = 57415;

/** The key of one character that came without any escape. */
export function keyOfCharacter(character: string): Key {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0) return { ...plain, name: 'Space', ctrl: true };
  // Ctrl+H is how older terminals send Backspace.
  const name = byCode.get(code === 8 ? 127 : code);
  if (name !== undefined) return { ...plain, name };
  if (code >= 0x20) return { ...plain, name: character };
  return { ...plain, name: String.fromCharCode(code + 0x40).toLowerCase(), ctrl: true };
}

/** The key of `SS3 final`. */
export function keyOfSingleShift(final: string): Key | null {
  if (final === 'M') return { ...plain, name: 'Enter' };
  const name = byLetter.get(final);
  return name === undefined ? null : { ...plain, name };
}

/** The key of `CSI body`; null for a release, and for what is no key. */
export function keyOfControl(body: string): Key | null {
  const console = /^\[([A-E])$/.exec(body)?.[1];
  if (console) return { ...plain, name: `F${console.charCodeAt(0) - 0x40}` };
  const report = keyReport(body);
  if (!report || report.isRelease) return null;
  const { final, numbers, modifiers } = report;
  if (final === 'u') return keyOfCode(report);
  if (final === 'Z') return { ...plain, name: 'Tab', shift: true };
  if (final === '~' && numbers[0] === 27) return keyOfCode(report);
  const isNumbered = '~^$@'.includes(final);
  const name = isNumbered ? byNumber.get(numbers[0] ?? 0) : byLetter.get(final.toUpperCase());
  return name === undefined ? null : { name, ...(rxvtModifiers(final) ?? modifiers) };
}

/** rxvt tells modifiers by the last character. */
function rxvtModifiers(final: string): Omit<Key, 'name'> | null {
  if (/[\^@]/.test(final)) return { ...plain, ctrl: true, shift: final === '@' };
  return /[$a-d]/.test(final) ? { ...plain, shift: true } : null;
}

type KeyReport = {
  readonly final: string;
  readonly numbers: readonly number[];
  /** Of `CSI code u` and of xterm's `CSI 27 ; modifiers ; code ~`. */
  readonly code: number;
  /** The key at the same place of a US keyboard, when the terminal says so. */
  readonly baseCode: number | null;
  readonly modifiers: Omit<Key, 'name'>;
  readonly hasOtherModifiers: boolean;
  readonly isRelease: boolean;
};

/** What kitty's and xterm's key reports say. https://sw.kovidgoyal.net/kitty/keyboard-protocol */
function keyReport(body: string): KeyReport | null {
  const [, parameters = '', final = ''] = /^([\d;:]*)([A-Za-z~^$@])$/.exec(body) ?? [];
  if (final === '') return null;
  const groups = parameters.split(';').map((group) => group.split(':').map(Number));
  const isOther = final === '~' && groups[0]?.[0] === 27;
  const [code = 0, , baseCode] = (isOther ? groups[2] : groups[0]) ?? [];
  const [modifierSum, event] = groups[1] ?? [];
  const bits = Math.max(0, (modifierSum ?? 1) - 1);
  return {
    final,
    numbers: groups.map(([number = 0]) => number),
    code,
    baseCode: baseCode || null,
    modifiers: {
      ctrl: (bits & modifierBits.ctrl) !== 0,
      // Terminals that tell Meta from Alt set another bit for it.
      alt: (bits & (modifierBits.alt | metaBit)) !== 0,
      shift: (bits & modifierBits.shift) !== 0,
    },
    hasOtherModifiers: (bits & (superBit | hyperBit)) !== 0,
    isRelease: event === 3,
  };
}

const superBit = 8;
const hyperBit = 16;
const metaBit = 32;

function keyOfCode({ code, baseCode, modifiers, hasOtherModifiers }: KeyReport): Key | null {
  if (hasOtherModifiers) return null;
  const name = byCode.get(code);
  if (name !== undefined) return { name, ...modifiers };
  const character = characterOf(code, modifiers.ctrl || modifiers.alt ? baseCode : null);
  if (character === null) return null;
  // Shift is part of a character; only beside Ctrl terminals tell it apart.
  if (modifiers.ctrl) return { name: character, ...modifiers };
  const isLetter = character.toUpperCase() !== character;
  if (modifiers.shift && isLetter) {
    return { name: character.toUpperCase(), ...modifiers, shift: false };
  }
  return { name: character, ...modifiers };
}

/** Ctrl and Alt keys of a layout without Latin letters are known by their place. */
function characterOf(code: number, baseCode: number | null): string | null {
  if (code === keypadEqual) return '=';
  const keypad = keypadCharacters[code - keypadStart];
  if (keypad !== undefined) return keypad;
  const isPrivate = code >= 0xe000 && code <= 0xf8ff;
  if (code < 0x20 || code > 0x10_ffff || isPrivate) return null;
  return String.fromCodePoint(code > 0x7f && baseCode ? baseCode : code);
}

/** Whether `CSI body` reports Ctrl alone with one of the characters, in whatever layout and lock. */
export function ctrlReport(
  body: string,
  characters: readonly string[],
): 'press' | 'release' | null {
  const report = keyReport(body);
  if (!report || !(report.final === 'u' || (report.final === '~' && report.numbers[0] === 27))) {
    return null;
  }
  const { modifiers, hasOtherModifiers, code, baseCode } = report;
  if (!modifiers.ctrl || modifiers.alt || modifiers.shift || hasOtherModifiers) return null;
  const isOne = [code, baseCode].some(
    (number) => number !== null && characters.includes(String.fromCodePoint(number)),
  );
  if (!isOne) return null;
  return report.isRelease ? 'release' : 'press';
}
