import { encodeUtf8 } from '../text/utf8.ts';
import type { TerminalModes } from './frame.ts';
import type { Key } from './input-event.ts';
import { type KeyRow, keyRows, modifierBits } from './key-table.ts';

type Modifiers = Omit<Key, 'name'>;

/** A name as `codex-grid keys` takes it: a key, or text that is typed as it is. */
type Named =
  | { readonly type: 'row'; readonly row: KeyRow; readonly modifiers: Modifiers }
  | { readonly type: 'character'; readonly character: string; readonly modifiers: Modifiers }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'problem'; readonly problem: string };

const rowsByName = new Map(
  keyRows.flatMap((row) => row.typedNames.map((name) => [name.toLowerCase(), row] as const)),
);
const tabRow = keyRows.find((row) => row.name === 'Tab');

/** Null when the name can be typed, else the sentence that says why not. */
export function keyNameProblem(name: string): string | null {
  const named = readName(name);
  return named.type === 'problem' ? named.problem : null;
}

/**
 * What a terminal in those modes sends for the key. Names are those of tmux send-keys: `Enter`, `C-c`, `M-x`, `S-Up`,
 * `^D`; other text is typed as it is. Nothing for a name that has a problem.
 */
export function keyBytes(name: string, modes: TerminalModes): Uint8Array {
  const named = readName(name);
  switch (named.type) {
    case 'row':
      return encodeUtf8(rowSequence(named.row, named.modifiers, modes));
    case 'character':
      return encodeUtf8(characterSequence(named.character, named.modifiers, modes.kittyFlags));
    case 'text':
      return encodeUtf8(named.text);
    case 'problem':
      return new Uint8Array();
  }
}

function readName(name: string): Named {
  if (name === '') return { type: 'problem', problem: 'A key needs a name.' };
  const [, caret = '', prefixes = '', rest = ''] =
    /^(\^(?=.))?((?:[CMS]-(?=.))*)(.*)$/isu.exec(name) ?? [];
  const has = (letter: string) => prefixes.toUpperCase().includes(`${letter}-`);
  const modifiers = { ctrl: caret !== '' || has('C'), alt: has('M'), shift: has('S') };
  const row = rowsByName.get(rest.toLowerCase());
  if (row) return { type: 'row', row, modifiers };
  if (tabRow && rest.toLowerCase() === 'btab') {
    return { type: 'row', row: tabRow, modifiers: { ...modifiers, shift: true } };
  }
  if ([...rest].length === 1) return { type: 'character', character: rest, modifiers };
  if (caret === '' && prefixes === '') return { type: 'text', text: name };
  const problem = `"${name}" names no key: "${rest}" is none. To type it as text, use -l.`;
  return { type: 'problem', problem };
}

const kitty = { disambiguate: 1, allKeys: 8 } as const;

function modifierSum({ ctrl, alt, shift }: Modifiers): number {
  const { ctrl: ctrlBit, alt: altBit, shift: shiftBit } = modifierBits;
  return (ctrl ? ctrlBit : 0) + (alt ? altBit : 0) + (shift ? shiftBit : 0) + 1;
}

function rowSequence(row: KeyRow, modifiers: Modifiers, modes: TerminalModes): string {
  if (row.code !== undefined) return codeRowSequence(row, row.code, modifiers, modes.kittyFlags);
  const sum = modifierSum(modifiers);
  const isKitty = modes.kittyFlags !== 0;
  const number = row.numbers?.[0];
  // `CSI R` would be an answer about the cursor's place.
  const hasLetter = row.letter !== undefined && !(isKitty && row.name === 'F3');
  if (!hasLetter) return sum === 1 ? `\x1b[${number}~` : `\x1b[${number};${sum}~`;
  if (sum > 1) return `\x1b[1;${sum}${row.letter}`;
  const isFunction = row.name.startsWith('F');
  const isShifted = !isKitty && (isFunction || modes.applicationCursorKeys);
  return `\x1b${isShifted ? 'O' : '['}${row.letter}`;
}

/** Enter, Escape, Tab, Backspace and Space. */
function codeRowSequence(row: KeyRow, code: number, modifiers: Modifiers, flags: number): string {
  const sum = modifierSum(modifiers);
  const isText = row.name === 'Space' && sum <= 2;
  const isLegacy = sum === 1 && row.name !== 'Escape';
  const reportsIt = flags & kitty.allKeys || (flags & kitty.disambiguate && !isText && !isLegacy);
  if (reportsIt) return sum === 1 ? `\x1b[${code}u` : `\x1b[${code};${sum}u`;
  if (row.name === 'Tab' && modifiers.shift) return `${modifiers.alt ? '\x1b' : ''}\x1b[Z`;
  const plain = String.fromCharCode(code);
  return withAlt(modifiers.ctrl ? legacyCtrl(row.name, plain) : plain, modifiers);
}

function legacyCtrl(name: string, plain: string): string {
  if (name === 'Space') return '\0';
  return name === 'Backspace' ? '\b' : plain;
}

function withAlt(bytes: string, { alt }: Modifiers): string {
  return alt ? `\x1b${bytes}` : bytes;
}

function characterSequence(character: string, modifiers: Modifiers, flags: number): string {
  const typed = modifiers.shift ? character.toUpperCase() : character;
  const isText = !modifiers.ctrl && !modifiers.alt;
  if (flags & kitty.allKeys || (flags & kitty.disambiguate && !isText)) {
    const isUpper = typed !== typed.toLowerCase();
    const code = typed.toLowerCase().codePointAt(0) ?? 0;
    const sum = modifierSum({
      ...modifiers,
      shift: modifiers.shift || (isUpper && !modifiers.ctrl),
    });
    return sum === 1 ? `\x1b[${code}u` : `\x1b[${code};${sum}u`;
  }
  return withAlt(modifiers.ctrl ? controlCharacter(typed) : typed, modifiers);
}

/** What keyboards send for Ctrl with a character; the character itself where Ctrl changes nothing. */
function controlCharacter(character: string): string {
  const code = character.toUpperCase().charCodeAt(0);
  if (character === '?') return '\x7f';
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : character;
}
