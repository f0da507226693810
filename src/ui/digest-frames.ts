import { lifecycles } from '../core/lifecycle/lifecycle-table.ts';
import { type DigestRoom, digestLines } from '../core/screen/digest-lines.ts';
import type { TilePlace } from '../core/screen/screen-layout.ts';
import type { Piece } from '../core/screen/tile-pieces.ts';
import { blankFrame, type Frame } from '../core/terminal/frame.ts';
import { styledText } from './styled-text.ts';
import type { Theme } from './theme.ts';

/** A digest as a frame, so that it costs no more than any other; null for a tile that shows its agent's own. */
export function digestFrame(
  { agent, view }: TilePlace,
  look: { readonly room: DigestRoom; readonly theme: Theme },
): Frame | null {
  if (view === 'live') return null;
  const { room, theme } = look;
  const styled = ({ role, text }: Piece) =>
    styledText(
      text,
      role === 'border'
        ? theme.roles.detail
        : theme.roles[role === 'state' ? lifecycles[agent.state].role : role],
    );
  const rows = digestLines(agent, room).map((line) => line.map(styled).join(''));
  const blank = blankFrame(room.columns, room.rows);
  return { ...blank, lines: blank.lines.map((row, y) => rows[y] ?? row) };
}
