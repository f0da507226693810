import { expect, it } from 'vitest';
import { wrapText } from '../../src/core/text/wrap-text.ts';

it.each([
  ['one two three', 8, ['one two', 'three']],
  ['see https://example.com/long now', 10, ['see', 'https://ex', 'ample.com/', 'long now']],
  ['日本語のメニュー', 6, ['日本語', 'のメニ', 'ュー']],
  ['日本語のメニュー', 5, ['日本', '語の', 'メニ', 'ュー']],
  ['ab', 0, ['a', 'b']],
  ['', 10, ['']],
])('[VI12] %j in %d columns', (text, columns, lines) => {
  expect(wrapText(text, columns)).toEqual(lines);
});
