import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Binding } from '../core/screen/binding.ts';
import { foundBindings } from '../core/screen/help-keys.ts';
import type { Overlay } from '../core/screen/overlays.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { textWidth } from '../core/text/text-width.ts';
import { ScrolledLines } from './ScrolledLines.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

export function HelpText(props: {
  readonly theme: Theme;
  readonly bindings: readonly Binding[];
  readonly room: { readonly columns: number; readonly rows: number };
  readonly overlay: Extract<Overlay, { type: 'help' }>;
}): ReactNode {
  const { theme, room, overlay } = props;
  const { filter } = overlay;
  const bindings = foundBindings(props.bindings, filter?.text ?? '');
  const { roles } = theme;
  const keyColumns = Math.max(...props.bindings.map((binding) => textWidth(binding.label))) + 2;
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
  const written = filter && (
    <Text>
      <Styled style={roles.key}>{'/ '}</Styled>
      <Styled style={roles.text}>{clipEnd(filter.text, room.columns - 3)}</Styled>
      <Styled style={roles.choice}> </Styled>
      {lines.length === 0 && <Styled style={roles.muted}>{'  no key does that'}</Styled>}
    </Text>
  );
  return (
    <Box flexDirection="column">
      {written}
      <ScrolledLines
        lines={lines}
        rows={room.rows - (written ? 1 : 0)}
        scrolled={overlay.scrolled}
        theme={theme}
      />
    </Box>
  );
}
