const arrows = ['A', 'B', 'C', 'D', 'H', 'F'];
const modifierSums = [2, 3, 4, 5, 6, 7, 8];

/** What terminals send for keys: all of it is the agent's in TYPE. */
export const keySequences: readonly string[] = [
  ...'abcxyzABCXYZ019 ~{}|',
  'é',
  '漢',
  '👩‍🚀',
  ...Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).filter(
    (character) => !'\x11\x1d'.includes(character),
  ),
  '\x7f',
  ...[...'abcdxyzABC019[]OP_^.,?'].map((character) => `\x1b${character}`),
  '\x1b\x7f',
  '\x1b\r',
  '\x1b\x1b',
  '\x1b\x01',
  '\x1bé',
  ...arrows.flatMap((letter) => [
    `\x1b[${letter}`,
    `\x1bO${letter}`,
    ...modifierSums.map((sum) => `\x1b[1;${sum}${letter}`),
  ]),
  ...['P', 'Q', 'R', 'S'].flatMap((letter) => [
    `\x1bO${letter}`,
    ...modifierSums.map((sum) => `\x1b[1;${sum}${letter}`),
  ]),
  ...[1, 2, 3, 4, 5, 6, 15, 17, 18, 19, 20, 21, 23, 24].flatMap((number) => [
    `\x1b[${number}~`,
    ...modifierSums.map((sum) => `\x1b[${number};${sum}~`),
  ]),
  '\x1b[Z',
  '\x1b[[A',
  '\x1b[3$',
  '\x1b[3^',
  '\x1b[3@',
  '\x1b[a',
  '\x1b[E',
  '\x1b[13;2u',
  '\x1b[97;5u',
  '\x1b[97:65;6:3u',
  '\x1b[27u',
  '\x1b[57399u',
  '\x1b[27;5;9~',
  '\x1b[27;6;113~',
  '\x1b[113;6u',
  '\x1b[113;7u',
];
