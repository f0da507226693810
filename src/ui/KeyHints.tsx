import { Text } from 'ink';
import type { ReactNode } from 'react';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

export type KeyHint = { readonly key: string; readonly does: string };

/** The last line of an overlay: its keys, or what it waits for. */
export function KeyHints(props: {
  readonly hints: readonly KeyHint[] | string;
  readonly theme: Theme;
}): ReactNode {
  const { hints, theme } = props;
  if (typeof hints === 'string') return <Styled style={theme.roles.muted}>{hints}</Styled>;
  return (
    <Text wrap="truncate">
      {hints.map(({ key, does }) => (
        <Text key={key}>
          <Styled style={theme.roles.key}>{key}</Styled>
          <Styled style={theme.roles.muted}>{` ${does}  `}</Styled>
        </Text>
      ))}
    </Text>
  );
}
