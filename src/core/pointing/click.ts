import type { AgentId } from '../agent/agent.ts';
import type { LineText } from './logical-line.ts';

/** A row inside the box of an overlay, and the cell of it. All count from 0. */
export type OverlayRow = {
  readonly fromTop: number;
  readonly fromBottom: number;
  readonly column: number;
};

/** The left button was pressed and let go in one cell inside a tile. */
export type Click = {
  readonly agent: AgentId;
  /** The tile was selected in GRID before. */
  readonly isChosen: boolean;
  /** What the agent shows there. */
  readonly line: LineText;
  readonly ctrl: boolean;
  readonly alt: boolean;
};
