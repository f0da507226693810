import { Text } from 'ink';
import type { ReactNode } from 'react';
import { charactersOf, type TextField } from '../core/screen/text-field.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { clipText, textWidth } from '../core/text/text-width.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** The text around the cursor, which is drawn as an inverse cell: the terminal's own cursor belongs to TYPE. */
export function FieldText(props: {
  readonly field: TextField;
  readonly isFocused: boolean;
  readonly placeholder: string;
  readonly columns: number;
  readonly theme: Theme;
}): ReactNode {
  const { field, theme, columns } = props;
  const { roles } = theme;
  if (!props.isFocused) {
    return field.text === '' ? (
      <Styled style={roles.muted}>{clipEnd(props.placeholder, columns)}</Styled>
    ) : (
      <Styled style={roles.text}>{clipEnd(field.text, columns)}</Styled>
    );
  }
  const characters = charactersOf(field.text);
  const before = tailOf(characters.slice(0, field.cursor), columns - 2);
  const under = characters[field.cursor] ?? ' ';
  const after = characters.slice(field.cursor + 1).join('');
  const rest = Math.max(0, columns - textWidth(before) - textWidth(under));
  const isEmpty = field.text === '';
  return (
    <>
      <Styled style={roles.text}>{before}</Styled>
      <Text inverse>{under}</Text>
      <Styled style={isEmpty ? roles.muted : roles.text}>
        {clipText(isEmpty ? props.placeholder : after, rest)}
      </Styled>
    </>
  );
}

function tailOf(characters: readonly string[], columns: number): string {
  let tail = '';
  for (const character of characters.toReversed()) {
    if (textWidth(character + tail) > columns) break;
    tail = character + tail;
  }
  return tail;
}
