import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { footerLine } from '../core/screen/footer-line.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

export function FooterView(props: {
  readonly model: ScreenModel;
  readonly theme: Theme;
  readonly now: number;
}): ReactNode {
  const { model, theme } = props;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate">
        {footerLine(model, props.now).pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place.
          <Styled key={index} style={theme.roles[piece.role]}>
            {piece.text}
          </Styled>
        ))}
      </Text>
      {model.demo && (
        <Text wrap="truncate">
          <Styled style={theme.roles['type-chip']}> demo </Styled>
          <Styled style={theme.roles.muted}>
            {'  Real codex, fake model: every answer is made up on this machine.'}
          </Styled>
        </Text>
      )}
    </Box>
  );
}
