import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Asked } from '../core/screen/questions.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** What stands before what an answer comes to: its letter and its word, with blanks around. */
const letterColumns = 4;
const gap = 2;

const wordColumnsOf = (asked: Asked) =>
  Math.max(8, ...asked.answers.map(({ word }) => textWidth(word))) + gap;

/** As many columns as its answers need to be read whole. */
export function questionColumns(asked: Asked): number {
  const help = Math.max(...asked.answers.map((answer) => textWidth(answer.help)));
  return letterColumns + wordColumnsOf(asked) + gap + help;
}

/** A question and its answers, one a row. The answers stay in view where the text has no room. */
export function QuestionView(props: {
  readonly asked: Asked;
  readonly chosen: number;
  readonly theme: Theme;
  readonly room: { readonly columns: number; readonly rows: number };
}): ReactNode {
  const { asked, room } = props;
  const { roles } = props.theme;
  const wordColumns = wordColumnsOf(asked);
  const text = clippedLines(asked.text, {
    columns: room.columns,
    rows: Math.max(1, room.rows - asked.answers.length - 1),
  });
  return (
    <Box flexDirection="column">
      <Styled style={roles.text}>{text.join('\n')}</Styled>
      <Box height={1} flexShrink={0} />
      {asked.answers.map((answer, index) => (
        <Text key={answer.word} wrap="truncate">
          <Styled style={index === props.chosen ? roles.choice : roles.text}>
            {` ${(answer.key ?? '').padEnd(answer.key === null ? 0 : letterColumns - 1)}${answer.word.padEnd(wordColumns)}`}
          </Styled>
          <Styled style={roles.muted}>{`  ${answer.help}`}</Styled>
        </Text>
      ))}
    </Box>
  );
}

/** Blank lines go first, then the end of the text, which then says so. */
function clippedLines(
  text: string,
  room: { readonly columns: number; readonly rows: number },
): readonly string[] {
  const lines = text.split('\n').flatMap((line) => indentedLines(line, room.columns));
  if (lines.length <= room.rows) return lines;
  const filled = lines.filter((line) => line !== '');
  if (filled.length <= room.rows) return filled;
  return [...filled.slice(0, room.rows - 1), clipEnd(`${filled[room.rows - 1]} …`, room.columns)];
}

/** A list under its sentence keeps its indent. */
function indentedLines(line: string, columns: number): readonly string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  return wrapText(plainText(line), columns - indent.length).map((part) =>
    part === '' ? '' : indent + part,
  );
}
