import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type FormField, formFields, type NewAgentForm } from '../core/new-agent-form.ts';
import { charactersOf, type TextField } from '../core/text-field.ts';
import { clipText, textWidth } from '../core/text-width.ts';
import { wrapText } from '../core/wrap-text.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

const labels: Readonly<Record<FormField, string>> = {
  name: 'Name',
  folder: 'Folder',
  prompt: 'Prompt',
};

const labelColumns = 8;

export function NewAgentView(props: {
  readonly form: NewAgentForm;
  readonly theme: Theme;
  readonly columns: number;
}): ReactNode {
  const { form, theme, columns } = props;
  const { roles } = theme;
  return (
    <Box flexDirection="column">
      {formFields.map((name) => (
        <Text key={name} wrap="truncate">
          <Styled style={name === form.focus ? roles.key : roles.muted}>
            {`${name === form.focus ? '›' : ' '} ${labels[name].padEnd(labelColumns)}`}
          </Styled>
          <FieldText
            field={form.fields[name]}
            isFocused={name === form.focus && !form.sent}
            placeholder={name === 'prompt' ? 'optional: what it should do first' : ''}
            columns={columns - labelColumns - 2}
            theme={theme}
          />
        </Text>
      ))}
      <Box height={1} />
      {form.problem !== null && (
        <Box marginBottom={1}>
          <Styled style={roles.problem}>{wrapText(form.problem, columns).join('\n')}</Styled>
        </Box>
      )}
      <Text wrap="truncate">
        {form.sent ? (
          <Styled style={roles.muted}>starting …</Styled>
        ) : (
          <>
            <Styled style={roles.key}>Enter</Styled>
            <Styled style={roles.muted}>{' starts it  '}</Styled>
            <Styled style={roles.key}>Tab</Styled>
            <Styled style={roles.muted}>{' next  '}</Styled>
            <Styled style={roles.key}>Esc</Styled>
            <Styled style={roles.muted}>{' cancels'}</Styled>
          </>
        )}
      </Text>
    </Box>
  );
}

/** The text around the cursor, which is drawn as an inverse cell: the terminal's own cursor belongs to TYPE. */
function FieldText(props: {
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
      <Styled style={roles.muted}>{clipText(props.placeholder, columns)}</Styled>
    ) : (
      <Styled style={roles.text}>{clipText(field.text, columns)}</Styled>
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
