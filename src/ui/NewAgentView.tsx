import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { NewAgentForm } from '../core/screen/new-agent-form.ts';
import { labelColumns, newAgentLayout } from '../core/screen/new-agent-layout.ts';
import {
  choiceMeaning,
  type FormField,
  formChoices,
  isChoice,
  placeholderOf,
} from '../core/screen/new-agent-words.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { textWidth } from '../core/text/text-width.ts';
import { FieldText } from './FieldText.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

type FormProps = {
  readonly model: ScreenModel;
  readonly form: NewAgentForm;
  readonly theme: Theme;
};

const labels: Readonly<Record<FormField, string>> = {
  name: 'Name',
  folder: 'Folder',
  worktree: 'Worktree',
  branch: 'Branch',
  model: 'Model',
  sandbox: 'Sandbox',
  approval: 'Approval',
  prompt: 'Prompt',
};

/** The longest word of a choice between its arrows, so that what is said of each begins at one column. */
const choiceColumns = Math.max(
  ...Object.values(formChoices).flatMap((choice) => Object.keys(choice).map(textWidth)),
);

export function NewAgentView(props: FormProps): ReactNode {
  const { model, form, theme } = props;
  const { fields, message, columns } = newAgentLayout(model, form);
  return (
    <Box flexDirection="column">
      {fields.map((name) => (
        <FormRow key={name} {...props} name={name} columns={columns - labelColumns} />
      ))}
      {message.lines.length > 0 && (
        <Box marginTop={1}>
          <Styled style={theme.roles[message.role]}>{message.lines.join('\n')}</Styled>
        </Box>
      )}
    </Box>
  );
}

function FormRow(
  props: FormProps & { readonly name: FormField; readonly columns: number },
): ReactNode {
  const { model, form, theme, name, columns } = props;
  const { roles } = theme;
  const isFocused = name === form.focus && form.phase === 'editing';
  const hasArrows = isFocused && isChoice(name);
  return (
    <Text wrap="truncate">
      <Styled style={isFocused ? roles.key : roles.muted}>
        {`${isFocused ? '›' : ' '} ${labels[name]}`.padEnd(labelColumns - 1)}
        {hasArrows ? '‹' : ' '}
      </Styled>
      {isChoice(name) ? (
        <ChoiceText {...props} name={name} />
      ) : (
        <FieldText
          field={form.texts[name]}
          isFocused={isFocused}
          placeholder={placeholderOf(name, model.defaults)}
          columns={columns}
          theme={theme}
        />
      )}
    </Text>
  );
}

/** The chosen word, between arrows while the keys turn it, and what it comes to. */
function ChoiceText(
  props: FormProps & { readonly name: keyof typeof formChoices; readonly columns: number },
): ReactNode {
  const { form, name, theme } = props;
  const { roles } = theme;
  const chosen = form.chosen[name];
  const isFocused = name === form.focus && form.phase === 'editing';
  const isDanger = chosen === 'danger-full-access';
  const style = isFocused ? roles.choice : isDanger ? roles.problem : roles.text;
  return (
    <>
      <Styled style={style}>{chosen}</Styled>
      <Styled style={isFocused ? roles.key : roles.muted}>{isFocused ? '›' : ' '}</Styled>
      <Styled style={roles.muted}>
        {' '.repeat(choiceColumns - textWidth(chosen) + 1)}
        {clipEnd(
          choiceMeaning(form.chosen, name, props.model.defaults),
          props.columns - choiceColumns - 2,
        )}
      </Styled>
    </>
  );
}
