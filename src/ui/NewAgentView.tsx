import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type NewAgentForm, shownFields } from '../core/screen/new-agent-form.ts';
import {
  choiceMeaning,
  type FormField,
  formChoices,
  formWarning,
  isChoice,
  placeholderOf,
} from '../core/screen/new-agent-words.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import type { ShownDefaults } from '../core/settings/settings-news.ts';
import { textWidth } from '../core/text/text-width.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { FieldText } from './FieldText.tsx';
import { type KeyHint, KeyHints } from './KeyHints.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

type FormProps = {
  readonly form: NewAgentForm;
  readonly defaults: ShownDefaults;
  readonly theme: Theme;
  readonly room: { readonly columns: number; readonly rows: number };
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

/** The sign of the focus, the longest label and a gap. */
const labelColumns = 12;

/** The longest word of a choice between its arrows, so that what is said of each begins at one column. */
const choiceColumns = Math.max(
  ...Object.values(formChoices).flatMap((choice) => Object.keys(choice).map(textWidth)),
);

export function NewAgentView(props: FormProps): ReactNode {
  const { form, theme, room } = props;
  const message = messageOf(form, props.defaults);
  const messageLines = message === null ? [] : wrapText(message.text, room.columns);
  // The field with the focus stays in view where there is no room for all.
  const rows = Math.max(1, room.rows - 2 - (messageLines.length > 0 ? messageLines.length + 1 : 0));
  const fields = shownFields(form);
  const from = Math.min(
    Math.max(0, fields.indexOf(form.focus) - rows + 1),
    Math.max(0, fields.length - rows),
  );
  return (
    <Box flexDirection="column">
      {fields.slice(from, from + rows).map((name) => (
        <FormRow key={name} {...props} name={name} />
      ))}
      {message !== null && (
        <Box marginTop={1}>
          <Styled style={theme.roles[message.role]}>{messageLines.join('\n')}</Styled>
        </Box>
      )}
      <Box height={1} />
      <KeyHints hints={hintsFor(form)} theme={theme} />
    </Box>
  );
}

function FormRow(props: FormProps & { readonly name: FormField }): ReactNode {
  const { form, theme, name } = props;
  const { roles } = theme;
  const isFocused = name === form.focus && form.phase === 'editing';
  const columns = props.room.columns - labelColumns;
  const hasArrows = isFocused && isChoice(name);
  return (
    <Text wrap="truncate">
      <Styled style={isFocused ? roles.key : roles.muted}>
        {`${isFocused ? '›' : ' '} ${labels[name]}`.padEnd(labelColumns - 1)}
        {hasArrows ? '‹' : ' '}
      </Styled>
      {isChoice(name) ? (
        <ChoiceText {...props} name={name} columns={columns} />
      ) : (
        <FieldText
          field={form.texts[name]}
          isFocused={isFocused}
          placeholder={placeholderOf(name, props.defaults)}
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
          choiceMeaning(form.chosen, name, props.defaults),
          props.columns - choiceColumns - 2,
        )}
      </Styled>
    </>
  );
}

function messageOf(
  form: NewAgentForm,
  defaults: ShownDefaults,
): { readonly text: string; readonly role: 'problem' | 'warning' } | null {
  if (form.problem !== null) return { text: form.problem, role: 'problem' };
  const warning = formWarning(form.chosen, defaults);
  return warning === null ? null : { text: warning, role: 'warning' };
}

function hintsFor({ phase, focus }: NewAgentForm): readonly KeyHint[] | string {
  if (phase !== 'editing') return phase === 'looking' ? 'looking at the folder …' : 'starting …';
  return [
    { key: 'Enter', does: 'starts it' },
    { key: 'Tab', does: 'next' },
    ...(isChoice(focus) ? [{ key: '← →', does: 'choose' }] : []),
    { key: 'Esc', does: 'cancels' },
  ];
}
