import { expect, it } from 'vitest';
import {
  scrolledRows,
  seenRows,
  shiftBetween,
  textOfSeen,
} from '../../src/core/pointing/scrolled-rows.ts';

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `line ${from + at}`);

it('[MC10] how a screen was scrolled is told by its text, beside rows that stay', () => {
  const composer = ['', '> ask', '  model'];
  const at = (from: number) => [...lines(from, 10), ...composer];
  expect(shiftBetween(at(50), at(47))).toEqual({ rows: 3, first: 0, last: 9 });
  expect(shiftBetween(at(50), at(52))).toEqual({ rows: -2, first: 0, last: 9 });
  expect(shiftBetween(['head', ...at(50)], ['head', ...at(45)])).toEqual({
    rows: 5,
    first: 1,
    last: 10,
  });
});

it('[MC10] what no scrolling explains is none', () => {
  expect(shiftBetween(lines(1, 5), lines(1, 5))).toBeNull();
  expect(shiftBetween(lines(1, 5), lines(50, 5))).toBeNull();
  expect(shiftBetween(['a', 'Working 1s', 'b'], ['a', 'Working 2s', 'b'])).toBeNull();
  expect(shiftBetween([], [])).toBeNull();
});

it('[MC10] what has scrolled by is copied with the rest', () => {
  const composer = ['> ask'];
  const [first, second, third] = [50, 47, 46].map((from) => [...lines(from, 8), ...composer]);
  const one = shiftBetween(first!, second!);
  const two = shiftBetween(second!, third!);
  expect([one?.rows, two?.rows]).toEqual([3, 1]);
  const seen = scrolledRows(scrolledRows(seenRows(first!), second!, one!), third!, two!);
  // It began in the second line, which is four further down by now.
  const text = textOfSeen(seen, 20, {
    unit: 'character',
    anchor: { x: 6, y: 5 },
    head: { x: 0, y: 0 },
  });
  expect(text).toBe('line 46\nline 47\nline 48\nline 49\nline 50\nline 51');
});
