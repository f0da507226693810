import {
  characterAfter,
  characterBefore,
  drawnColumns,
  placeAtColumn,
  rowAfter,
  rowAt,
  rowBefore,
  type TextPlace,
} from '../text/text-rows.ts';

/** A text of several lines being edited; one line at least. */
export type TextEditor = {
  readonly lines: readonly string[];
  readonly cursor: TextPlace;
  /** The column that the cursor goes back to in longer rows, while it moves up and down. */
  readonly column: number | null;
};

export function textEditor(text: string): TextEditor {
  return insertInto({ lines: [''], cursor: { line: 0, at: 0 }, column: null }, text);
}

export function editedText({ lines }: TextEditor): string {
  return lines.join('\n');
}

export function isEmptyText({ lines }: TextEditor): boolean {
  return lines.length === 1 && lines[0] === '';
}

/** Typed or pasted text as it is, but for escape sequences and control characters other than tabs and line breaks. */
export function insertInto(editor: TextEditor, text: string): TextEditor {
  const { line, at } = editor.cursor;
  const given = editor.lines[line] ?? '';
  const [first = '', ...more] = insertableText(text).split('\n');
  const last = more.at(-1) ?? first;
  const rest = given.slice(at);
  const inserted =
    more.length === 0
      ? [given.slice(0, at) + first + rest]
      : [given.slice(0, at) + first, ...more.slice(0, -1), last + rest];
  return {
    lines: [...editor.lines.slice(0, line), ...inserted, ...editor.lines.slice(line + 1)],
    cursor: {
      line: line + more.length,
      at: more.length === 0 ? at + first.length : last.length,
    },
    column: null,
  };
}

/** What may stand in a prompt: no escape sequences, and of control characters only tabs and line breaks. */
export function insertableText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

export function movedTo(editor: TextEditor, cursor: TextPlace): TextEditor {
  return { ...editor, cursor, column: null };
}

/** Up or down one row; null where there is none. `columns` is the width of the rows. */
export function movedByRow(editor: TextEditor, by: 1 | -1, columns: number): TextEditor | null {
  const { lines, cursor } = editor;
  const row = rowAt(lines, cursor, columns);
  const target = by === 1 ? rowAfter(lines, row, columns) : rowBefore(lines, row, columns);
  if (!target) return null;
  const text = lines[cursor.line] ?? '';
  const column = editor.column ?? drawnColumns(text.slice(row.start, cursor.at));
  return { lines, cursor: placeAtColumn(lines, target, column), column };
}

export function placeBefore({ lines, cursor }: TextEditor): TextPlace {
  const { line, at } = cursor;
  if (at > 0) return { line, at: characterBefore(lines[line] ?? '', at) };
  return line > 0 ? { line: line - 1, at: (lines[line - 1] ?? '').length } : cursor;
}

export function placeAfter({ lines, cursor }: TextEditor): TextPlace {
  const { line, at } = cursor;
  const text = lines[line] ?? '';
  if (at < text.length) return { line, at: characterAfter(text, at) };
  return line + 1 < lines.length ? { line: line + 1, at: 0 } : cursor;
}

/** Longer words are taken in parts. UTF-16 units. */
const longestWord = 1000;

export function wordBefore(editor: TextEditor): TextPlace {
  const { line, at } = editor.cursor;
  if (at === 0) return placeBefore(editor);
  const before = (editor.lines[line] ?? '').slice(Math.max(0, at - longestWord), at);
  const [word = ''] = /(?:\S+\s*|\s+)$/u.exec(before) ?? [];
  return { line, at: at - word.length };
}

export function wordAfter(editor: TextEditor): TextPlace {
  const { line, at } = editor.cursor;
  const after = (editor.lines[line] ?? '').slice(at, at + longestWord);
  if (after === '') return placeAfter(editor);
  const [word = ''] = /^\s*\S*/u.exec(after) ?? [];
  return { line, at: at + word.length };
}

export function lineStart({ cursor }: TextEditor): TextPlace {
  return { line: cursor.line, at: 0 };
}

export function lineEnd({ lines, cursor }: TextEditor): TextPlace {
  return { line: cursor.line, at: (lines[cursor.line] ?? '').length };
}

export function textEnd({ lines }: TextEditor): TextPlace {
  return { line: lines.length - 1, at: (lines.at(-1) ?? '').length };
}

/** Without what stands between the cursor and another place. */
export function withoutUpTo(editor: TextEditor, other: TextPlace): TextEditor {
  const { lines, cursor } = editor;
  const [from, to] = isBefore(other, cursor) ? [other, cursor] : [cursor, other];
  const joined = (lines[from.line] ?? '').slice(0, from.at) + (lines[to.line] ?? '').slice(to.at);
  return {
    lines: [...lines.slice(0, from.line), joined, ...lines.slice(to.line + 1)],
    cursor: from,
    column: null,
  };
}

function isBefore(left: TextPlace, right: TextPlace): boolean {
  return left.line < right.line || (left.line === right.line && left.at < right.at);
}
