import { Text } from 'ink';
import type { ReactNode } from 'react';
import { fieldPieces } from '../core/screen/field-pieces.ts';
import type { TextField } from '../core/screen/text-field.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
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
  const pieces = fieldPieces(field, { columns, placeholder: props.placeholder });
  return (
    <>
      {pieces.map(({ part, text }, index) =>
        part === 'cursor' ? (
          <Text key={part} inverse>
            {text}
          </Text>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place.
          <Styled key={index} style={part === 'text' ? roles.text : roles.muted}>
            {text}
          </Styled>
        ),
      )}
    </>
  );
}
