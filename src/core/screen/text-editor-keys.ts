import { type EditAction, editingTable } from '../overlay-keys/editing-table.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { clustersOf } from '../text/text-width.ts';
import {
  insertInto,
  lineEnd,
  lineStart,
  movedByRow,
  movedTo,
  placeAfter,
  placeBefore,
  type TextEditor,
  textEnd,
  withoutUpTo,
  wordAfter,
  wordBefore,
} from './text-editor.ts';

/** As many rows as PageUp and PageDown move. */
const pageRows = 8;

type Edit = (editor: TextEditor, columns: number) => TextEditor;

const edits: Readonly<Record<EditAction, Edit>> = {
  back: (editor) => movedTo(editor, placeBefore(editor)),
  on: (editor) => movedTo(editor, placeAfter(editor)),
  'word-back': (editor) => movedTo(editor, wordBefore(editor)),
  'word-on': (editor) => movedTo(editor, wordAfter(editor)),
  'line-start': (editor) => movedTo(editor, lineStart(editor)),
  'line-end': (editor) => movedTo(editor, lineEnd(editor)),
  'text-start': (editor) => movedTo(editor, { line: 0, at: 0 }),
  'text-end': (editor) => movedTo(editor, textEnd(editor)),
  'page-back': (editor, columns) => movedByRows(editor, -1, columns),
  'page-on': (editor, columns) => movedByRows(editor, 1, columns),
  'erase-back': (editor) => withoutUpTo(editor, placeBefore(editor)),
  'erase-on': (editor) => withoutUpTo(editor, placeAfter(editor)),
  'erase-word-back': (editor) => withoutUpTo(editor, wordBefore(editor)),
  'erase-word-on': (editor) => withoutUpTo(editor, wordAfter(editor)),
  'erase-to-start': (editor) =>
    withoutUpTo(editor, atLineStart(editor) ? placeBefore(editor) : lineStart(editor)),
  'erase-to-end': (editor) =>
    withoutUpTo(editor, atLineEnd(editor) ? placeAfter(editor) : lineEnd(editor)),
  'new-line': (editor) => insertInto(editor, '\n'),
};

/** Null for a key that edits nothing; Up and Down are the caller's. `columns` is the width of the rows. */
export function editByKey(editor: TextEditor, key: Key, columns: number): TextEditor | null {
  const action = actionOf(editingTable, key);
  if (action !== null) return edits[action](editor, columns);
  const text = typedText(key);
  return text === null ? null : insertInto(editor, text);
}

function typedText({ name, ctrl, alt }: Key): string | null {
  if (ctrl || alt) return null;
  if (name === 'Space') return ' ';
  return clustersOf(name).length === 1 ? name : null;
}

function movedByRows(editor: TextEditor, by: 1 | -1, columns: number): TextEditor {
  let moved = editor;
  for (let count = 0; count < pageRows; count += 1) moved = movedByRow(moved, by, columns) ?? moved;
  return moved;
}

function atLineStart({ cursor }: TextEditor): boolean {
  return cursor.at === 0;
}

function atLineEnd(editor: TextEditor): boolean {
  return editor.cursor.at === lineEnd(editor).at;
}
