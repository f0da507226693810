import type { AgentId } from '../agent/agent.ts';
import type { CellPlace } from './logical-line.ts';
import type { TextSelection } from './text-selection.ts';

export type AgentSelection = TextSelection & { readonly agent: AgentId };

/** What the left button did to the insides of tiles. */
export type Pointer = {
  /** While the button is held. */
  readonly held: Press | null;
  /** The newest one, to tell a double click. */
  readonly last: Press | null;
  /** What stands out; null when nothing does. */
  readonly selection: AgentSelection | null;
};

export type Press = {
  readonly agent: AgentId;
  readonly place: CellPlace;
  /** Epoch ms. */
  readonly at: number;
  /** 1 to 3: how many came in a row, this one included. */
  readonly count: number;
};

export const idlePointer: Pointer = { held: null, last: null, selection: null };

/** As most desktops have it. */
const doubleClickMs = 400;

/** Whether a press would be the second or third of a row of clicks: those mean text, whoever else wants clicks. */
export function isRepeated(
  { last }: Pointer,
  press: Pick<Press, 'agent' | 'place' | 'at'>,
): boolean {
  return (
    last !== null &&
    last.agent === press.agent &&
    last.place.x === press.place.x &&
    last.place.y === press.place.y &&
    press.at - last.at < doubleClickMs
  );
}

/** A second click selects a word, a third the line; a fourth begins anew. */
export function pressed(pointer: Pointer, press: Pick<Press, 'agent' | 'place' | 'at'>): Pointer {
  const before = isRepeated(pointer, press) ? (pointer.last?.count ?? 0) : 0;
  const count = before === 3 ? 1 : before + 1;
  const held: Press = { ...press, count };
  const { agent, place } = press;
  const unit = count === 2 ? 'word' : 'line';
  return {
    held,
    last: held,
    selection: count === 1 ? null : { agent, unit, anchor: place, head: place },
  };
}

/** The held button was moved; `place` is a cell of the agent it was pressed in. */
export function dragged(pointer: Pointer, place: CellPlace): Pointer {
  const { held, selection } = pointer;
  if (!held) return pointer;
  if (selection) return { ...pointer, selection: { ...selection, head: place } };
  const { agent, place: anchor } = held;
  if (anchor.x === place.x && anchor.y === place.y) return pointer;
  return { ...pointer, last: null, selection: { agent, unit: 'character', anchor, head: place } };
}

/** What the tile shows went down by so many rows, and what is selected with it. */
export function scrolled(pointer: Pointer, rows: number): Pointer {
  const moved = ({ x, y }: CellPlace): CellPlace => ({ x, y: y + rows });
  const { held, selection } = pointer;
  return {
    last: null,
    held: held && { ...held, place: moved(held.place) },
    selection: selection && {
      ...selection,
      anchor: moved(selection.anchor),
      head: moved(selection.head),
    },
  };
}

/** The button was let go. */
export function released(pointer: Pointer): Pointer {
  return { ...pointer, held: null };
}

export function unselected(pointer: Pointer): Pointer {
  return pointer.selection === null ? pointer : { ...pointer, selection: null };
}
