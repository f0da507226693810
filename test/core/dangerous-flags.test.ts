import { expect, it } from 'vitest';
import { dangerousFlags } from '../../src/core/codex/dangerous-flags.ts';

it('[TR40] every flag that switches a safety off is found once, with or without a value', () => {
  const words = ['-m', 'x', '--yolo', '--dangerously-bypass-hook-trust=true', '--yolo', 'do it'];
  expect(dangerousFlags(words)).toEqual(['--yolo', '--dangerously-bypass-hook-trust']);
  expect(dangerousFlags(['--dangerously-new-in-2027'])).toEqual(['--dangerously-new-in-2027']);
});

it('[TR40] no other word is one, and none behind --', () => {
  const harmless = ['--sandbox', 'danger-full-access', '-a', 'never', 'yolo', 'be --yolo'];
  expect(dangerousFlags([...harmless, '--', '--yolo'])).toEqual([]);
});
