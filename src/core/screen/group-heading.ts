import { needsYou } from '../lifecycle/lifecycle-table.ts';
import type { TileGroup } from './grouping.ts';
import { clipEnd } from './tile-pieces.ts';

/** One of each role. */
export type HeadingPiece = { readonly role: 'name' | 'muted' | 'warning'; readonly text: string };

/** A group's name, how many agents it has, and how many of them wait for their user. `columns` is the whole line. */
export function headingPieces(
  { name, agents }: TileGroup,
  columns: number,
): readonly HeadingPiece[] {
  const waiting = agents.filter(({ state }) => needsYou(state)).length;
  const count = `  ${agents.length}`;
  const wait = waiting === 0 ? '' : `  ${waiting} ${waiting === 1 ? 'waits' : 'wait'}`;
  const room = Math.max(0, columns - 1 - count.length - wait.length);
  return [
    { role: 'name', text: ` ${clipEnd(name, room)}` },
    { role: 'muted', text: count },
    ...(wait === '' ? [] : [{ role: 'warning', text: wait } as const]),
  ];
}
