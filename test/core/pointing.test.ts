import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../src/core/agent/agent.ts';
import { dragged, idlePointer, pressed, released } from '../../src/core/pointing/pointer.ts';
import {
  selectedSpans,
  selectedText,
  type TextSelection,
} from '../../src/core/pointing/text-selection.ts';
import { blankFrame, type Frame } from '../../src/core/terminal/frame.ts';

const frameOf = (...lines: readonly string[]): Frame => ({
  ...blankFrame(20, lines.length),
  lines,
});

const between = (
  from: readonly [number, number],
  to: readonly [number, number],
  unit: TextSelection['unit'] = 'character',
): TextSelection => ({
  unit,
  anchor: { x: from[0], y: from[1] },
  head: { x: to[0], y: to[1] },
});

const word = (frame: Frame, x: number, y = 0) =>
  selectedText(frame, between([x, y], [x, y], 'word'));

describe('selected text', () => {
  it('[MC1] runs from cell to cell, in either direction', () => {
    const frame = frameOf('\x1b[1mone\x1b[m two', 'three', 'four five');
    expect(selectedText(frame, between([4, 0], [3, 2]))).toBe('two\nthree\nfour');
    expect(selectedText(frame, between([3, 2], [4, 0]))).toBe('two\nthree\nfour');
    expect(selectedText(frame, between([0, 1], [0, 1]))).toBe('t');
  });

  it('[MC1] takes wide characters whole, wherever their cells are met', () => {
    const frame = frameOf('a漢字b');
    expect(selectedText(frame, between([2, 0], [3, 0]))).toBe('漢字');
    expect(selectedSpans(frame, between([2, 0], [3, 0]))).toEqual([{ x: 1, y: 0, columns: 4 }]);
  });

  it('[MC2] a word is a path, an address, or what stands between signs', () => {
    const frame = frameOf('see src/a.ts:12, (ok)');
    expect(word(frame, 6)).toBe('src/a.ts:12');
    expect(word(frame, 18)).toBe('ok');
    expect(word(frame, 17)).toBe('(');
    expect(word(frameOf('漢字 x'), 1)).toBe('漢字');
    expect(word(frame, 3)).toBe(' ');
    expect(word(frameOf('a'), 9)).toBe('');
  });

  it('[MC2] dragging on after a double click adds whole words', () => {
    const frame = frameOf('one two three four');
    expect(selectedText(frame, between([5, 0], [9, 0], 'word'))).toBe('two three');
    expect(selectedText(frame, between([9, 0], [5, 0], 'word'))).toBe('two three');
  });

  it('[MC3] a line that fills its row goes on in the next', () => {
    const frame = frameOf('https://example.com/', 'a/b?c=1 is it', '', 'end   ');
    expect(word(frame, 2)).toBe('https://example.com/a/b?c=1');
    expect(word(frame, 2, 1)).toBe('https://example.com/a/b?c=1');
    expect(selectedText(frame, between([9, 1], [9, 1], 'line'))).toBe(
      'https://example.com/a/b?c=1 is it',
    );
    expect(selectedText(frame, between([0, 0], [19, 3]))).toBe(
      'https://example.com/a/b?c=1 is it\n\nend',
    );
  });

  it('[MC3] a wide character that had no room leaves one cell free', () => {
    const frame = frameOf('0123456789012345678', '漢');
    expect(selectedText(frame, between([0, 0], [1, 1]))).toBe('0123456789012345678漢');
  });

  it('[MC3] a box is no broken line', () => {
    const frame = frameOf('╭──────────────────╮', '│ text             │');
    expect(selectedText(frame, between([0, 0], [3, 1]))).toBe('╭──────────────────╮\n│ te');
  });
});

describe('the pointer', () => {
  const agent = 'a1' as AgentId;
  const at = (instant: number, x = 3) => ({ agent, place: { x, y: 1 }, at: instant });
  const click = (pointer: typeof idlePointer, instant: number, x?: number) =>
    released(pressed(pointer, at(instant, x)));

  it('[MC2] tells two and three clicks by their time and their place', () => {
    const one = click(idlePointer, 1000);
    expect(one.selection).toBeNull();
    const two = click(one, 1300);
    expect(two.selection).toMatchObject({ unit: 'word' });
    expect(click(two, 1600).selection).toMatchObject({ unit: 'line' });
    expect(click(click(two, 1600), 1900).selection).toBeNull();
    expect(click(one, 1400).selection).toBeNull();
    expect(click(one, 1100, 4).selection).toBeNull();
  });

  it('[MC1] a press that is not moved selects nothing', () => {
    const held = pressed(idlePointer, at(1000));
    expect(dragged(held, { x: 3, y: 1 }).selection).toBeNull();
    expect(dragged(held, { x: 5, y: 2 }).selection).toEqual({
      agent,
      unit: 'character',
      anchor: { x: 3, y: 1 },
      head: { x: 5, y: 2 },
    });
  });

  it('[MC2] a press right after a drag is the first of its row', () => {
    const drawn = released(dragged(pressed(idlePointer, at(1000)), { x: 5, y: 1 }));
    expect(click(drawn, 1100).selection).toBeNull();
  });
});
