import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type NameForm, nameLabel } from '../core/screen/name-form.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { FieldText } from './FieldText.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** The forms of renaming and forking: one name. */
export function NameView(props: {
  readonly form: NameForm;
  readonly theme: Theme;
  readonly columns: number;
}): ReactNode {
  const { form, theme, columns } = props;
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">
        <Styled style={theme.roles.key}>{nameLabel}</Styled>
        <FieldText
          field={form.field}
          isFocused={!form.sent}
          placeholder=""
          columns={columns - nameLabel.length}
          theme={theme}
        />
      </Text>
      {form.problem !== null && (
        <Box marginTop={1}>
          <Styled style={theme.roles.problem}>{wrapText(form.problem, columns).join('\n')}</Styled>
        </Box>
      )}
    </Box>
  );
}
