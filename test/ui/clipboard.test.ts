import { expect, it } from 'vitest';
import { clipboardBytes } from '../../src/ui/clipboard.ts';

it('[SC11] what is copied travels as OSC 52, whatever is in it', () => {
  const bytes = clipboardBytes('https://example.com/ä?b=1');
  const [, encoded = ''] = /^\x1b\]52;c;([\w+/=]+)\x1b\\$/.exec(bytes) ?? [];
  expect(Buffer.from(encoded, 'base64').toString()).toBe('https://example.com/ä?b=1');
});
