import { clipText, textWidth } from '../text/text-width.ts';
import { charactersOf, type TextField } from './text-field.ts';

/** A piece of a text that is being edited; the `cursor` is the character that the next one comes before. */
export type FieldPiece = {
  readonly part: 'text' | 'cursor' | 'placeholder';
  readonly text: string;
};

/** As much of the text around the cursor as `columns` cells show. */
export function fieldPieces(
  field: TextField,
  look: { readonly columns: number; readonly placeholder: string },
): readonly FieldPiece[] {
  const characters = charactersOf(field.text);
  const before = tailOf(characters.slice(0, field.cursor), look.columns - 2);
  const under = characters[field.cursor] ?? ' ';
  const after = characters.slice(field.cursor + 1).join('');
  const rest = Math.max(0, look.columns - textWidth(before) - textWidth(under));
  const isEmpty = field.text === '';
  return [
    { part: 'text', text: before },
    { part: 'cursor', text: under },
    {
      part: isEmpty ? 'placeholder' : 'text',
      text: clipText(isEmpty ? look.placeholder : after, rest),
    },
  ];
}

/** The text with the cursor before the character that `fieldPieces` shows in that column; behind the last one beyond. */
export function cursorAt(
  field: TextField,
  { columns, column }: { readonly columns: number; readonly column: number },
): TextField {
  const characters = charactersOf(field.text);
  const before = tailOf(characters.slice(0, field.cursor), columns - 2);
  let cursor = field.cursor - charactersOf(before).length;
  let taken = 0;
  for (const character of characters.slice(cursor)) {
    taken += textWidth(character);
    if (taken > column) break;
    cursor += 1;
  }
  return { ...field, cursor, isProposed: false };
}

function tailOf(characters: readonly string[], columns: number): string {
  let tail = '';
  for (const character of characters.toReversed()) {
    if (textWidth(character + tail) > columns) break;
    tail = character + tail;
  }
  return tail;
}
