import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { LinkList } from '../core/screen/link-list.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { KeyHints } from './KeyHints.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** Number, and a blank on each side of it. */
const numberColumns = 3;

/** The links of an agent's screen, one a row, newest first. */
export function LinksView(props: {
  readonly list: LinkList;
  readonly theme: Theme;
  readonly room: { readonly columns: number; readonly rows: number };
}): ReactNode {
  const { list, theme, room } = props;
  const rows = Math.max(1, room.rows - 2);
  const from = Math.max(0, list.chosen - rows + 1);
  return (
    <Box flexDirection="column">
      {list.links.slice(from, from + rows).map((link, at) => {
        const index = from + at;
        const number = index < 9 ? `${index + 1}` : ' ';
        return (
          <Text key={link} wrap="truncate">
            <Styled style={index === list.chosen ? theme.roles.choice : theme.roles.text}>
              {` ${number} ${clipEnd(plainText(link), room.columns - numberColumns - 1)} `}
            </Styled>
          </Text>
        );
      })}
      <Box height={1} />
      <KeyHints
        hints={[
          { key: 'Enter', does: 'copies it' },
          { key: 'Esc', does: 'closes' },
        ]}
        theme={theme}
      />
    </Box>
  );
}
