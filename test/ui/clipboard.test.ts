import { expect, it } from 'vitest';
import { clipboardBytes, multiplexerOf } from '../../src/ui/clipboard.ts';

const decoded = (encoded: string) => Buffer.from(encoded, 'base64').toString();

it('[SC11] what is copied travels as OSC 52, whatever is in it', () => {
  const bytes = clipboardBytes('https://example.com/ä?b=1', 'none');
  const [, encoded = ''] = /^\x1b\]52;c;([\w+/=]+)\x1b\\$/.exec(bytes) ?? [];
  expect(decoded(encoded)).toBe('https://example.com/ä?b=1');
});

it('[MC9] tmux gets it for itself and to hand on', () => {
  const [, own = '', handed = ''] =
    /^\x1b\]52;c;([\w+/=]+)\x07\x1bPtmux;\x1b\x1b\]52;c;([\w+/=]+)\x07\x1b\\$/.exec(
      clipboardBytes('ä', 'tmux'),
    ) ?? [];
  expect([own, handed].map(decoded)).toEqual(['ä', 'ä']);
});

it('[MC9] screen gets it in pieces that it takes', () => {
  const text = 'some words '.repeat(40);
  const bytes = clipboardBytes(text, 'screen');
  const pieces = [...bytes.matchAll(/\x1bP([^\x1b]*(?:\x1b\][^\x1b]*)?)\x1b\\/g)].map(
    ([, piece = '']) => piece,
  );
  expect(pieces.map((piece) => `\x1bP${piece}\x1b\\`).join('')).toBe(bytes);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100);
  const [, encoded = ''] = /^\x1b\]52;c;(.*)\x07$/.exec(pieces.join('')) ?? [];
  expect(decoded(encoded)).toBe(text);
});

it('[MC9] who is in between is told by the environment', () => {
  expect(multiplexerOf({ TMUX: '/tmp/tmux-0/default,1,0' })).toBe('tmux');
  expect(multiplexerOf({ STY: '1.pts' })).toBe('screen');
  expect(multiplexerOf({})).toBe('none');
});
