import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  editedText,
  insertInto,
  movedByRow,
  type TextEditor,
  textEditor,
} from '../../src/core/screen/text-editor.ts';
import { editByKey } from '../../src/core/screen/text-editor-keys.ts';
import { shownText } from '../../src/core/screen/text-editor-view.ts';
import { drawnColumns } from '../../src/core/text/text-rows.ts';
import { textWidth } from '../../src/core/text/text-width.ts';
import { key } from '../support/scene.ts';

const columns = 20;

function press(editor: TextEditor, ...keys: readonly string[]): TextEditor {
  return keys.reduce((before, text) => {
    const event = key(text);
    if (event.type !== 'input' || event.input.type !== 'key') throw new Error('no key');
    const by = text === 'Up' ? -1 : text === 'Down' ? 1 : null;
    return (
      (by === null
        ? editByKey(before, event.input.key, columns)
        : movedByRow(before, by, columns)) ?? before
    );
  }, editor);
}

/** The text with the cursor as a bar. */
function seen({ lines, cursor }: TextEditor): string {
  return lines
    .map((line, index) =>
      index === cursor.line ? `${line.slice(0, cursor.at)}|${line.slice(cursor.at)}` : line,
    )
    .join('\n');
}

const rowsOf = (editor: TextEditor, rows = 6, width = columns) =>
  shownText(editor, { columns: width, rows }).rows.map((row) =>
    row.type === 'text' ? row.text : `${row.before}[${row.under}]${row.after}`,
  );

describe('editing', () => {
  it.each([
    ['one', ['Left', 'Left', 'x'], 'ox|ne'],
    ['one', ['Ctrl+J', 't'], 'one\nt|'],
    ['one', ['Alt+Enter', 't'], 'one\nt|'],
    ['one', ['Shift+Enter', 't'], 'one\nt|'],
    ['one\ntwo', ['Ctrl+A', 'Backspace'], 'one|two'],
    ['one\ntwo', ['Ctrl+A', 'Left', 'Delete'], 'one|two'],
    ['one\ntwo', ['Ctrl+A', 'Left', 'Right'], 'one\n|two'],
    ['one two  ', ['Ctrl+W'], 'one |'],
    ['one two', ['Alt+b', 'Alt+Backspace'], '|two'],
    ['one two', ['Alt+b', 'Ctrl+K'], 'one |'],
    ['one two', ['Alt+b', 'Ctrl+U'], '|two'],
    ['one\ntwo', ['Ctrl+U', 'Ctrl+U'], 'one|'],
    ['one two', ['Home', 'Alt+f'], 'one| two'],
    ['one two', ['Home', 'Alt+d'], '| two'],
    ['one\ntwo', ['Ctrl+Home', 'Ctrl+K', 'Ctrl+K'], '|two'],
    ['one\ntwo', ['Up', 'Ctrl+End'], 'one\ntwo|'],
    ['👩‍🍳日e\u0301', ['Backspace', 'Backspace'], '👩‍🍳|'],
    ['👩‍🍳日', ['Left', 'Left', 'Space'], ' |👩‍🍳日'],
    ['🇯🇵🇯🇵', ['Left', 'Delete'], '🇯🇵|'],
  ])('[BC10] %j and %j is %j', (text, keys, expected) => {
    expect(seen(press(textEditor(text), ...keys))).toBe(expected);
  });

  it('[BC11] a paste is taken as it is', () => {
    const pasted = '\ta\r\nb\u0000\u001b[31mred\u001b[m\u0007 \\\n😀\u009b2J';
    expect(editedText(textEditor(pasted))).toBe('\ta\nbred \\\n😀');
  });

  it('[BC11] a paste goes in where the cursor is', () => {
    const editor = press(textEditor('one two'), 'Alt+b');
    expect(seen(insertInto(editor, 'x\ny\nz '))).toBe('one x\ny\nz |two');
  });

  it('[BC10] keys that edit nothing are left to others', () => {
    for (const text of ['Enter', 'Tab', 'Ctrl+X', 'F1']) {
      const event = key(text);
      if (event.type !== 'input' || event.input.type !== 'key') throw new Error('no key');
      expect(editByKey(textEditor('a'), event.input.key, columns)).toBeNull();
    }
  });
});

describe('rows', () => {
  it('[BC12] break between words', () => {
    expect(rowsOf(textEditor('the quick brown fox jumps'))).toEqual([
      'the quick brown ',
      'fox jumps[ ]',
    ]);
  });

  it('[BC12] a longer word breaks anywhere, wide characters as a whole', () => {
    expect(rowsOf(textEditor('日本語日本語日本語日'))).toEqual(['日本語日本語日本語', '日[ ]']);
    expect(rowsOf(textEditor('x'.repeat(25)))).toEqual(['x'.repeat(19), 'xxxxxx[ ]']);
  });

  it('[BC12] Up and Down keep the column over shorter rows', () => {
    const editor = press(textEditor('abcdefgh\nab\nabcdefgh'), 'Left', 'Left', 'Up');
    expect(seen(editor)).toBe('abcdefgh\nab|\nabcdefgh');
    expect(seen(press(editor, 'Up'))).toBe('abcdef|gh\nab\nabcdefgh');
    expect(seen(press(editor, 'Down'))).toBe('abcdefgh\nab\nabcdef|gh');
  });

  it('[BC12] every row fits, and together they are the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 3, max: 30 }),
        (text, width) => {
          const editor = textEditor(text);
          const { rows } = shownText(editor, { columns: width, rows: 500 });
          for (const row of rows) {
            const drawn = row.type === 'text' ? row.text : row.before + row.under + row.after;
            // One character may be as wide as a tab.
            expect(textWidth(drawn)).toBeLessThanOrEqual(Math.max(width, 5));
          }
          const total = rows.reduce(
            (sum, row) =>
              sum + (row.type === 'text' ? textWidth(row.text) : textWidth(row.before + row.after)),
            0,
          );
          expect(total).toBe(editor.lines.reduce((sum, line) => sum + drawnColumns(line), 0));
        },
      ),
    );
  });

  it('[BC10] [BC12] whatever is pressed, the cursor stands between two characters of the text', () => {
    const keys = ['Left', 'Right', 'Up', 'Down', 'Home', 'End', 'Backspace', 'Delete', 'Ctrl+W'];
    const more = ['Ctrl+K', 'Ctrl+U', 'Ctrl+J', 'Alt+b', 'Alt+f', 'PageUp', 'PageDown', 'x', '日'];
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.array(fc.constantFrom(...keys, ...more), { maxLength: 40 }),
        (text, pressed) => {
          const editor = press(textEditor(text), ...pressed);
          const line = editor.lines[editor.cursor.line];
          expect(line).toBeDefined();
          expect(editor.cursor.at).toBeGreaterThanOrEqual(0);
          expect(editor.cursor.at).toBeLessThanOrEqual(line!.length);
          expect(() => encodeURIComponent(line!.slice(0, editor.cursor.at))).not.toThrow();
          expect(rowsOf(editor, 4).filter((row) => row.includes('['))).toHaveLength(1);
        },
      ),
    );
  });
});

describe('what is in view', () => {
  const numbered = textEditor(Array.from({ length: 30 }, (_, index) => `${index + 1}`).join('\n'));

  it('[BC13] the end, with the cursor in it', () => {
    expect(rowsOf(numbered, 4)).toEqual(['27', '28', '29', '30[ ]']);
    expect(shownText(numbered, { columns, rows: 4 })).toMatchObject({ above: true, below: false });
  });

  it('[BC13] the beginning', () => {
    const top = press(numbered, 'Ctrl+Home', 'Down');
    expect(rowsOf(top, 4)).toEqual(['1', '[2]', '3', '4']);
    expect(shownText(top, { columns, rows: 4 })).toMatchObject({ above: false, below: true });
  });

  it('[BC13] in between, the cursor in the middle', () => {
    const middle = press(numbered, 'PageUp', 'PageUp');
    expect(rowsOf(middle, 5)).toEqual(['12', '13', '14[ ]', '15', '16']);
  });

  it('[BC13] all of a short text', () => {
    expect(rowsOf(textEditor('a\n\tb'), 4)).toEqual(['a', '    b[ ]']);
    expect(rowsOf(press(textEditor('\tb'), 'Home'), 4)).toEqual(['[ ]   b']);
    expect(rowsOf(textEditor(''), 4)).toEqual(['[ ]']);
  });
});

describe('a megabyte', () => {
  it.each([
    ['in one line', 'x'.repeat(1_000_000)],
    ['of words in one line', 'word '.repeat(200_000)],
    ['of wide characters', '日本語 '.repeat(250_000)],
    ['in many lines', 'some line of text\n'.repeat(60_000)],
    ['of line breaks', '\n'.repeat(1_000_000)],
  ])('[BC14] %s', (_, text) => {
    const start = performance.now();
    const editor = textEditor(text);
    expect(performance.now() - start).toBeLessThan(5000);
    const keys = [
      'Up',
      'x',
      'Ctrl+J',
      'PageUp',
      'Home',
      'x',
      'Backspace',
      'Ctrl+Home',
      'x',
      'Down',
    ];
    const times = keys.map((_pressed, index) => {
      const at = performance.now();
      rowsOf(press(editor, ...keys.slice(index, index + 1)), 12, 74);
      return performance.now() - at;
    });
    // Some 2 ms each on a machine at rest; a wrap of the whole text takes hundreds.
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
