import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Binding } from '../core/screen/binding.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { textWidth } from '../core/text/text-width.ts';
import { ScrolledLines } from './ScrolledLines.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

export function HelpText(props: {
  readonly theme: Theme;
  readonly bindings: readonly Binding[];
  readonly room: { readonly columns: number; readonly rows: number };
  readonly scrolled: number;
}): ReactNode {
  const { theme, room, bindings } = props;
  const { roles } = theme;
  const keyColumns = Math.max(...bindings.map((binding) => textWidth(binding.label))) + 2;
  const row = (binding: Binding) => (
    <Text key={binding.label}>
      <Styled style={roles.key}>
        {binding.label + ' '.repeat(keyColumns - textWidth(binding.label))}
      </Styled>
      <Styled style={roles.text}>{clipEnd(binding.help, room.columns - keyColumns)}</Styled>
    </Text>
  );
  const groups = [...new Set(bindings.map((binding) => binding.group))];
  const lines = groups.flatMap((group, index) => [
    ...(index > 0 ? [<Text key={`above ${group}`}> </Text>] : []),
    <Styled key={group} style={roles.muted}>
      {group}
    </Styled>,
    ...bindings.filter((binding) => binding.group === group).map(row),
  ]);
  return <ScrolledLines lines={lines} rows={room.rows} scrolled={props.scrolled} theme={theme} />;
}
