import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { headingPieces } from '../core/screen/group-heading.ts';
import type { GroupHeading } from '../core/screen/tile-layouts.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** The lines above the tiles of groups. */
export function GroupHeadings(props: {
  readonly headings: readonly GroupHeading[];
  readonly theme: Theme;
}): ReactNode {
  return props.headings.map(({ group, rectangle }) => (
    <Box
      key={`${rectangle.x} ${rectangle.y}`}
      position="absolute"
      left={rectangle.x}
      top={rectangle.y}
      width={rectangle.columns}
      height={1}
    >
      <Text wrap="truncate">
        {headingPieces(group, rectangle.columns).map(({ role, text }) => (
          <Styled key={role} style={props.theme.roles[role]}>
            {text}
          </Styled>
        ))}
      </Text>
    </Box>
  ));
}
