import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type NameForm, nameLabel } from '../core/screen/name-form.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { FieldText } from './FieldText.tsx';
import { KeyHints } from './KeyHints.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** The forms of renaming and forking: one name. */
export function NameView(props: {
  readonly form: NameForm;
  readonly theme: Theme;
  readonly columns: number;
}): ReactNode {
  const { form, theme, columns } = props;
  const words = namingWords[form.purpose];
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
      <Box height={1} />
      {form.problem !== null && (
        <Box marginBottom={1}>
          <Styled style={theme.roles.problem}>{wrapText(form.problem, columns).join('\n')}</Styled>
        </Box>
      )}
      <KeyHints
        hints={
          form.sent
            ? words.waits
            : [
                { key: 'Enter', does: words.does },
                { key: 'Esc', does: 'cancels' },
              ]
        }
        theme={theme}
      />
    </Box>
  );
}

const namingWords: Readonly<
  Record<NameForm['purpose'], { readonly does: string; readonly waits: string }>
> = {
  rename: { does: 'renames it', waits: 'renaming …' },
  fork: { does: 'starts the fork', waits: 'starting …' },
};
