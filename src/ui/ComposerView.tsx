import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type Composer, composerPlaceholder } from '../core/screen/composer.ts';
import { composerLayout } from '../core/screen/composer-layout.ts';
import { whenMeanings } from '../core/screen/composer-targets.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { isEmptyText } from '../core/screen/text-editor.ts';
import { type ShownRow, shownText } from '../core/screen/text-editor-view.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { FieldText } from './FieldText.tsx';
import { Styled } from './Styled.tsx';
import { TargetsView } from './TargetsView.tsx';
import type { Theme } from './theme.ts';

type ComposerProps = {
  readonly model: ScreenModel;
  readonly composer: Composer;
  readonly theme: Theme;
};

const toLabel = 'To    ';
const whenLabel = 'When  ';

/** A prompt being written: to whom, the text, what each will get, and when. */
export function ComposerView(props: ComposerProps): ReactNode {
  const { model, composer, theme } = props;
  const { roles } = theme;
  const layout = composerLayout(model, composer);
  const { columns, textRows, isAiry } = layout;
  const shown = shownText(composer.text, { columns, rows: textRows });
  const hasCursor = composer.focus === 'text' && composer.phase === 'editing';
  return (
    <Box flexDirection="column">
      {composer.to.type === 'selector' && (
        <Box marginBottom={isAiry ? 1 : 0}>
          <Text wrap="truncate">
            <Styled style={composer.focus === 'to' ? roles.key : roles.muted}>{toLabel}</Styled>
            <FieldText
              field={composer.to.field}
              isFocused={composer.focus === 'to'}
              placeholder="names, numbers, state=ready, @group, all"
              columns={columns - toLabel.length}
              theme={theme}
            />
          </Text>
        </Box>
      )}
      <Box height={textRows} flexDirection="column">
        {isEmptyText(composer.text) ? (
          <Placeholder {...props} columns={columns} hasCursor={hasCursor} />
        ) : (
          shown.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity beyond their place.
            <EditorRow key={index} row={row} hasCursor={hasCursor} theme={theme} />
          ))
        )}
      </Box>
      <Styled style={roles.muted}>{underline(composer, shown, columns)}</Styled>
      <TargetsView {...props} columns={columns} rows={layout.targetRows} />
      <Box marginTop={isAiry ? 1 : 0}>
        <MessageRows {...props} lines={layout.problemLines} columns={columns} />
      </Box>
    </Box>
  );
}

function EditorRow(props: {
  readonly row: ShownRow;
  readonly hasCursor: boolean;
  readonly theme: Theme;
}): ReactNode {
  const { row } = props;
  const { text } = props.theme.roles;
  // A row of no text would have no height.
  if (row.type === 'text') return <Styled style={text}>{row.text || ' '}</Styled>;
  return (
    <Text wrap="truncate">
      <Styled style={text}>{row.before}</Styled>
      <Text inverse={props.hasCursor}>{row.under}</Text>
      <Styled style={text}>{row.after}</Styled>
    </Text>
  );
}

function Placeholder(
  props: ComposerProps & { readonly columns: number; readonly hasCursor: boolean },
): ReactNode {
  return (
    <Text wrap="truncate">
      <Text inverse={props.hasCursor}> </Text>
      <Styled style={props.theme.roles.muted}>
        {clipEnd(composerPlaceholder(props.composer), props.columns - 1)}
      </Styled>
    </Text>
  );
}

/** What is wrong, or what the chosen `when` comes to. */
function MessageRows(
  props: ComposerProps & { readonly lines: readonly string[]; readonly columns: number },
): ReactNode {
  const { composer, theme, lines } = props;
  const { roles } = theme;
  if (lines.length > 0) return <Styled style={roles.problem}>{lines.join('\n')}</Styled>;
  if (composer.purpose.type === 'edit') return <Text> </Text>;
  return (
    <Text wrap="truncate">
      <Styled style={roles.muted}>{whenLabel}</Styled>
      <Styled style={roles.key}>{composer.when}</Styled>
      <Styled style={roles.muted}>
        {clipEnd(
          `  ${whenMeanings[composer.when]}`,
          props.columns - whenLabel.length - composer.when.length,
        )}
      </Styled>
    </Text>
  );
}

/** Under the text; says how much there is once not all is in view. */
function underline(
  { text }: Composer,
  shown: { readonly above: boolean; readonly below: boolean },
  columns: number,
): string {
  if (!shown.above && !shown.below) return '─'.repeat(columns);
  const arrows = [shown.above ? '↑' : '', shown.below ? '↓' : ''].filter((arrow) => arrow !== '');
  const words = ` line ${text.cursor.line + 1} of ${text.lines.length}  ${arrows.join(' ')} `;
  return `${'─'.repeat(Math.max(0, columns - words.length - 2))}${words}──`;
}
