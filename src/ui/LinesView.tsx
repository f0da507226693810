import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { OverlayLine } from '../core/screen/overlay-lines.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** Lines of an overlay, each one row high. */
export function LinesView(props: {
  readonly lines: readonly OverlayLine[];
  readonly theme: Theme;
}): ReactNode {
  return (
    <Box flexDirection="column">
      {props.lines.map(({ pieces }, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity beyond their place.
        <Box key={row} height={1} flexShrink={0}>
          <Text wrap="truncate">
            {pieces.map((piece, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nor have pieces.
              <Styled key={index} style={props.theme.roles[piece.role]}>
                {piece.text}
              </Styled>
            ))}
          </Text>
        </Box>
      ))}
    </Box>
  );
}
