import type { Key } from '../terminal/input-event.ts';
import { clustersOf } from '../text/text-width.ts';
import { keyText } from './key-text.ts';
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

const moveBack: Edit = (editor) => movedTo(editor, placeBefore(editor));
const moveOn: Edit = (editor) => movedTo(editor, placeAfter(editor));
const moveWordBack: Edit = (editor) => movedTo(editor, wordBefore(editor));
const moveWordOn: Edit = (editor) => movedTo(editor, wordAfter(editor));
const moveToLineStart: Edit = (editor) => movedTo(editor, lineStart(editor));
const moveToLineEnd: Edit = (editor) => movedTo(editor, lineEnd(editor));
const breakLine: Edit = (editor) => insertInto(editor, '\n');
const eraseBack: Edit = (editor) => withoutUpTo(editor, placeBefore(editor));
const eraseOn: Edit = (editor) => withoutUpTo(editor, placeAfter(editor));
const eraseWordBack: Edit = (editor) => withoutUpTo(editor, wordBefore(editor));

/** The keys of codex's own composer, which are those of a shell's command line. */
const edits: Readonly<Record<string, Edit>> = {
  Left: moveBack,
  'Ctrl+B': moveBack,
  Right: moveOn,
  'Ctrl+F': moveOn,
  'Ctrl+Left': moveWordBack,
  'Alt+Left': moveWordBack,
  'Alt+b': moveWordBack,
  'Ctrl+Right': moveWordOn,
  'Alt+Right': moveWordOn,
  'Alt+f': moveWordOn,
  Home: moveToLineStart,
  'Ctrl+A': moveToLineStart,
  End: moveToLineEnd,
  'Ctrl+E': moveToLineEnd,
  'Ctrl+Home': (editor) => movedTo(editor, { line: 0, at: 0 }),
  'Ctrl+End': (editor) => movedTo(editor, textEnd(editor)),
  PageUp: (editor, columns) => movedByRows(editor, -1, columns),
  PageDown: (editor, columns) => movedByRows(editor, 1, columns),
  'Ctrl+J': breakLine,
  'Alt+Enter': breakLine,
  'Shift+Enter': breakLine,
  Backspace: eraseBack,
  'Shift+Backspace': eraseBack,
  Delete: eraseOn,
  'Ctrl+D': eraseOn,
  'Ctrl+W': eraseWordBack,
  'Alt+Backspace': eraseWordBack,
  'Ctrl+Backspace': eraseWordBack,
  'Alt+d': (editor) => withoutUpTo(editor, wordAfter(editor)),
  'Ctrl+U': (editor) =>
    withoutUpTo(editor, atLineStart(editor) ? placeBefore(editor) : lineStart(editor)),
  'Ctrl+K': (editor) =>
    withoutUpTo(editor, atLineEnd(editor) ? placeAfter(editor) : lineEnd(editor)),
};

/** Null for a key that edits nothing; Up and Down are the caller's. `columns` is the width of the rows. */
export function editByKey(editor: TextEditor, key: Key, columns: number): TextEditor | null {
  const edit = edits[keyText(key)];
  if (edit) return edit(editor, columns);
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
