import type { AgentId } from '../agent/agent.ts';
import type { CellPlace, LineText } from './logical-line.ts';

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
  /** In the agent's screen as it stands; above it `y` is negative. Null where the tile shows something else. */
  readonly place: CellPlace | null;
  /** What the agent shows there. */
  readonly line: LineText;
  /** What it showed there, and the id of what it asked, when the button was pressed. */
  readonly before: { readonly text: string; readonly ask: string | null };
  readonly ctrl: boolean;
  readonly alt: boolean;
};

/** What is to be done with what a cell leads to; where the cell is no hyperlink, `line` may have a link there. */
export type LinkWish =
  | { readonly does: 'open' | 'copy'; readonly agent: AgentId; readonly line: LineText }
  /** Unless it is a part of what the cell leads to, the text itself. */
  | { readonly does: 'copy-word'; readonly text: string };

/** Text that was dragged over or clicked; `word` is where a single word was, by a double click. */
export type SelectedText = {
  readonly text: string;
  readonly word: { readonly agent: AgentId; readonly place: CellPlace | null } | null;
};
