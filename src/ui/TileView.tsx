import { Box, type DOMElement, Text } from 'ink';
import type { ReactNode, Ref } from 'react';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import type { Binding } from '../core/screen/binding.ts';
import type { TilePlace } from '../core/screen/screen-layout.ts';
import { lowerLine, titleLine } from '../core/screen/tile-lines.ts';
import type { Marking } from '../core/screen/tile-parts.ts';
import { type Emphasis, type Piece, strokes } from '../core/screen/tile-pieces.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** A tile without its inside: the compositor lays the agent's frame where `body` is measured. */
export function TileView(props: {
  readonly place: TilePlace;
  readonly emphasis: Emphasis;
  readonly marking: Marking;
  readonly theme: Theme;
  readonly now: number;
  readonly bindings: readonly Binding[];
  readonly body: Ref<DOMElement>;
}): ReactNode {
  const { theme, emphasis } = props;
  const { agent, rectangle } = props.place;
  const border = theme.border(lifecycles[agent.state].role, emphasis);
  const { side } = strokes[emphasis];
  const line = (pieces: readonly Piece[]) => (
    <Text wrap="truncate">
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place.
        <Styled key={index} style={styleOf(piece)}>
          {piece.text}
        </Styled>
      ))}
    </Text>
  );
  const styleOf = (piece: Piece) => {
    if (piece.role === 'border') return border;
    return theme.roles[piece.role === 'state' ? lifecycles[agent.state].role : piece.role];
  };
  return (
    <Box
      position="absolute"
      left={rectangle.x}
      top={rectangle.y}
      width={rectangle.columns}
      height={rectangle.rows}
      flexDirection="column"
    >
      {line(titleLine(agent, { columns: rectangle.columns, ...props }).pieces)}
      <Box
        ref={props.body}
        flexGrow={1}
        borderStyle={{
          topLeft: '',
          top: '',
          topRight: '',
          left: side,
          right: side,
          bottomLeft: '',
          bottom: '',
          bottomRight: '',
        }}
        borderTop={false}
        borderBottom={false}
        {...(border.color === null ? {} : { borderColor: border.color })}
        borderDimColor={border.weight === 'dim'}
      />
      {line(lowerLine(agent, { columns: rectangle.columns, emphasis, bindings: props.bindings }))}
    </Box>
  );
}
