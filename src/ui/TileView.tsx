import { Box, type DOMElement, Text } from 'ink';
import type { ReactNode, Ref } from 'react';
import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import type { TilePlace } from '../core/screen/screen-layout.ts';
import { cardLines, type TileLook } from '../core/screen/tile-card.ts';
import { lowerLine, titleLine } from '../core/screen/tile-lines.ts';
import type { Marking } from '../core/screen/tile-parts.ts';
import { type Piece, strokes } from '../core/screen/tile-pieces.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** A tile without its inside: the compositor lays the agent's frame where `body` is measured. */
export function TileView(props: {
  readonly place: TilePlace;
  readonly marking: Marking;
  readonly look: TileLook;
  readonly theme: Theme;
  readonly now: number;
  readonly body: Ref<DOMElement>;
}): ReactNode {
  const { theme, look, marking, now } = props;
  const { emphasis } = look;
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
      {line(titleLine(agent, { ...look, marking, now }).pieces)}
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
      {cardLines(agent, look).map((pieces, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity beyond their place.
        <Box key={row} flexShrink={0}>
          {line(pieces)}
        </Box>
      ))}
      {line(lowerLine(agent, look))}
    </Box>
  );
}
