import { describe, expect, it } from 'vitest';
import { plainModes } from '../../src/core/terminal/frame.ts';
import { keyBytes, keyNameProblem } from '../../src/core/terminal/key-names.ts';

const typed = (name: string, modes = plainModes) => Buffer.from(keyBytes(name, modes)).toString();

/** As tmux 3.3a sends them to a program that asked for nothing; but Home and End as xterm does, and S-Tab as BTab. */
const legacy: readonly (readonly [name: string, bytes: string])[] = [
  ['Enter', '\r'],
  ['enter', '\r'],
  ['Escape', '\x1b'],
  ['Tab', '\t'],
  ['BTab', '\x1b[Z'],
  ['Space', ' '],
  ['BSpace', '\x7f'],
  ['Up', '\x1b[A'],
  ['Down', '\x1b[B'],
  ['Right', '\x1b[C'],
  ['Left', '\x1b[D'],
  ['Home', '\x1b[H'],
  ['End', '\x1b[F'],
  ['PageUp', '\x1b[5~'],
  ['PPage', '\x1b[5~'],
  ['PgUp', '\x1b[5~'],
  ['PageDown', '\x1b[6~'],
  ['NPage', '\x1b[6~'],
  ['PgDn', '\x1b[6~'],
  ['IC', '\x1b[2~'],
  ['Insert', '\x1b[2~'],
  ['DC', '\x1b[3~'],
  ['Delete', '\x1b[3~'],
  ['F1', '\x1bOP'],
  ['F4', '\x1bOS'],
  ['F5', '\x1b[15~'],
  ['F12', '\x1b[24~'],
  ['C-c', '\x03'],
  ['^C', '\x03'],
  ['C-C', '\x03'],
  ['C-Space', '\0'],
  ['C-]', '\x1d'],
  ['C-\\', '\x1c'],
  ['C-?', '\x7f'],
  ['M-x', '\x1bx'],
  ['M-X', '\x1bX'],
  ['M-Enter', '\x1b\r'],
  ['M-BSpace', '\x1b\x7f'],
  ['C-M-x', '\x1b\x18'],
  ['M-C-x', '\x1b\x18'],
  ['S-Up', '\x1b[1;2A'],
  ['C-Up', '\x1b[1;5A'],
  ['M-Up', '\x1b[1;3A'],
  ['C-M-S-Left', '\x1b[1;8D'],
  ['C-F1', '\x1b[1;5P'],
  ['S-F5', '\x1b[15;2~'],
  ['C-PgUp', '\x1b[5;5~'],
  ['S-Tab', '\x1b[Z'],
  ['a', 'a'],
  ['A', 'A'],
  ['é', 'é'],
  ['-', '-'],
  ['^', '^'],
  ['hello world', 'hello world'],
  ['git status', 'git status'],
  ['漢字', '漢字'],
];

/** What kitty sends to a program that asked for its disambiguated keys. */
const kitty: readonly (readonly [name: string, bytes: string])[] = [
  ['Enter', '\r'],
  ['Tab', '\t'],
  ['BSpace', '\x7f'],
  ['Space', ' '],
  ['a', 'a'],
  ['A', 'A'],
  ['Escape', '\x1b[27u'],
  ['S-Enter', '\x1b[13;2u'],
  ['C-c', '\x1b[99;5u'],
  ['C-i', '\x1b[105;5u'],
  ['M-x', '\x1b[120;3u'],
  ['M-X', '\x1b[120;4u'],
  ['C-Space', '\x1b[32;5u'],
  ['BTab', '\x1b[9;2u'],
  ['Up', '\x1b[A'],
  ['C-Up', '\x1b[1;5A'],
  ['Home', '\x1b[H'],
  ['F1', '\x1b[P'],
  ['F3', '\x1b[13~'],
  ['F5', '\x1b[15~'],
];

describe('names of keys', () => {
  it('[KN1] a name is typed as tmux send-keys types it', () => {
    for (const [name, bytes] of legacy) {
      expect([name, keyNameProblem(name)]).toEqual([name, null]);
      expect([name, typed(name)]).toEqual([name, bytes]);
    }
  });

  it('[KN2] arrows, Home and End follow the cursor key mode, other keys do not', () => {
    const modes = { ...plainModes, applicationCursorKeys: true };
    expect(['Up', 'Left', 'Home', 'End'].map((name) => typed(name, modes))).toEqual([
      '\x1bOA',
      '\x1bOD',
      '\x1bOH',
      '\x1bOF',
    ]);
    expect(typed('C-Up', modes)).toBe('\x1b[1;5A');
    expect(typed('DC', modes)).toBe('\x1b[3~');
  });

  it('[KN3] a program with kitty flags gets the keys of that protocol', () => {
    const modes = { ...plainModes, kittyFlags: 7, applicationCursorKeys: true };
    for (const [name, bytes] of kitty) expect([name, typed(name, modes)]).toEqual([name, bytes]);
    const everyKey = { ...plainModes, kittyFlags: 8 };
    expect(['a', 'A', 'Enter', 'Space'].map((name) => typed(name, everyKey))).toEqual([
      '\x1b[97u',
      '\x1b[97;2u',
      '\x1b[13u',
      '\x1b[32u',
    ]);
  });

  it('[KN4] a modifier with what is no key, and nothing at all, are named problems', () => {
    expect(keyNameProblem('C-Entr')).toBe(
      '"C-Entr" names no key: "Entr" is none. To type it as text, use -l.',
    );
    expect(keyNameProblem('')).toBe('A key needs a name.');
    expect(typed('C-Entr')).toBe('');
  });
});
