import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** As many lines as have room, with a last one that says what is above and below. Each line is one row high. */
export function ScrolledLines(props: {
  readonly lines: readonly ReactNode[];
  readonly rows: number;
  readonly scrolled: number;
  readonly theme: Theme;
}): ReactNode {
  const { lines, theme } = props;
  const isWhole = lines.length <= props.rows;
  const shownRows = isWhole ? lines.length : props.rows - 1;
  const from = Math.min(props.scrolled, lines.length - shownRows);
  const below = lines.length - from - shownRows;
  return (
    <Box flexDirection="column">
      {lines.slice(from, from + shownRows)}
      {!isWhole && (
        <Styled style={theme.roles.muted}>
          {below > 0 ? `↓ ${below} more, PageDown` : '↑ PageUp'}
        </Styled>
      )}
    </Box>
  );
}
