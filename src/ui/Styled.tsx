import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Style } from './theme.ts';

export function Styled({ style, children }: { style: Style; children: ReactNode }): ReactNode {
  return (
    <Text
      {...(style.color === null ? {} : { color: style.color })}
      bold={style.weight === 'bold'}
      dimColor={style.weight === 'dim'}
      inverse={style.inverse === 'inverse'}
      wrap="truncate"
    >
      {children}
    </Text>
  );
}
