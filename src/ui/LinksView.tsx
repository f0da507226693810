import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { type LinkList, linksFrom } from '../core/screen/link-list.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** Number, and a blank on each side of it. */
const numberColumns = 3;

/** The links of an agent's screen, one a row, newest first. */
export function LinksView(props: {
  readonly model: ScreenModel;
  readonly list: LinkList;
  readonly theme: Theme;
  readonly room: { readonly columns: number; readonly rows: number };
}): ReactNode {
  const { list, theme, room } = props;
  const { from, rows } = linksFrom(props.model, list);
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
    </Box>
  );
}
