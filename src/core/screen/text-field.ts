import type { Key } from '../terminal/input-event.ts';
import { plainText } from '../text/plain-text.ts';
import { clustersOf } from '../text/text-width.ts';

/** One line being edited; `cursor` counts characters before it, a character being what a person sees as one. */
export type TextField = {
  readonly text: string;
  readonly cursor: number;
  /** Nobody has touched the text yet: what is typed or erased first takes its place. */
  readonly isProposed: boolean;
};

export function textField(text: string): TextField {
  return { text, cursor: charactersOf(text).length, isProposed: false };
}

export function proposal(text: string): TextField {
  return { ...textField(text), isProposed: true };
}

const emptyField = textField('');

/** Null when the key does not edit. */
export function editText(field: TextField, key: Key): TextField | null {
  if (!field.isProposed) return editOwnText(field, key);
  const isErased = key.name === 'Backspace' || key.name === 'Delete';
  const isTyped = !key.ctrl && !key.alt && typedText(key) !== null;
  return isErased ? emptyField : editOwnText(isTyped ? emptyField : accepted(field), key);
}

function accepted(field: TextField): TextField {
  return { ...field, isProposed: false };
}

/** What the key puts into a text; null when it is no character. */
function typedText({ name }: Key): string | null {
  if (name === 'Space') return ' ';
  return charactersOf(name).length === 1 ? name : null;
}

function editOwnText(field: TextField, key: Key): TextField | null {
  const characters = charactersOf(field.text);
  const { cursor } = field;
  if (key.ctrl) return editByControlKey(field, key.name);
  if (key.alt) return null;
  switch (key.name) {
    case 'Left':
      return { ...field, cursor: Math.max(0, cursor - 1) };
    case 'Right':
      return { ...field, cursor: Math.min(characters.length, cursor + 1) };
    case 'Home':
      return { ...field, cursor: 0 };
    case 'End':
      return { ...field, cursor: characters.length };
    case 'Backspace':
      return cursor === 0 ? field : without(field, cursor - 1, cursor);
    case 'Delete':
      return without(field, cursor, cursor + 1);
    default: {
      const text = typedText(key);
      return text === null ? null : insertText(field, text);
    }
  }
}

/** Typed or pasted text; line breaks become spaces. */
export function insertText(given: TextField, text: string): TextField {
  const field = given.isProposed ? emptyField : given;
  const characters = charactersOf(field.text);
  const inserted = text === ' ' ? text : plainText(text);
  const before = characters.slice(0, field.cursor).join('') + inserted;
  return {
    ...field,
    text: before + characters.slice(field.cursor).join(''),
    cursor: charactersOf(before).length,
  };
}

/** Longer than any name, filter or line that is looked for; each key goes through the whole text, and each word of it. */
export const wordsLimit = 1000;

/** As `insertText`, where a name or words to look for are written: of a whole file that was pasted only the beginning. */
export function insertWords(field: TextField, text: string): TextField {
  const taken = field.isProposed ? 0 : field.text.length;
  return insertText(field, text.slice(0, Math.max(0, wordsLimit - taken)));
}

/** The keys of a shell's command line. */
function editByControlKey(field: TextField, name: string): TextField | null {
  const characters = charactersOf(field.text);
  switch (name.toLowerCase()) {
    case 'a':
      return { ...field, cursor: 0 };
    case 'e':
      return { ...field, cursor: characters.length };
    case 'u':
      return without(field, 0, field.cursor);
    case 'k':
      return without(field, field.cursor, characters.length);
    case 'w': {
      const before = characters.slice(0, field.cursor).join('');
      const kept = before.replace(/\S+\s*$/u, '');
      return without(field, charactersOf(kept).length, field.cursor);
    }
    default:
      return null;
  }
}

function without(field: TextField, from: number, to: number): TextField {
  const characters = charactersOf(field.text);
  return {
    ...field,
    text: [...characters.slice(0, from), ...characters.slice(to)].join(''),
    cursor: Math.min(from, characters.length),
  };
}

export function charactersOf(text: string): readonly string[] {
  return clustersOf(text).map((cluster) => cluster.text);
}
