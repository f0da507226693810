import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { plainText } from '../core/plain-text.ts';
import type { Asked } from '../core/questions.ts';
import { textWidth } from '../core/text-width.ts';
import { wrapText } from '../core/wrap-text.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** A question and its answers, one a row. */
export function QuestionView(props: {
  readonly asked: Asked;
  readonly chosen: number;
  readonly theme: Theme;
  readonly columns: number;
}): ReactNode {
  const { text, answers } = props.asked;
  const { roles } = props.theme;
  const wordColumns = Math.max(8, ...answers.map(({ word }) => textWidth(word))) + 2;
  return (
    <Box flexDirection="column">
      <Styled style={roles.text}>
        {text
          .split('\n')
          .flatMap((line) => wrapText(plainText(line), props.columns))
          .join('\n')}
      </Styled>
      <Box height={1} />
      {answers.map((answer, index) => (
        <Text key={answer.word} wrap="truncate">
          <Styled style={index === props.chosen ? roles.choice : roles.text}>
            {` ${answer.key}  ${answer.word.padEnd(wordColumns)}`}
          </Styled>
          <Styled style={roles.muted}>{`  ${answer.help}`}</Styled>
        </Text>
      ))}
    </Box>
  );
}
