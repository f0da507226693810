import type { CodeRole } from '../code/code-piece.ts';
import { textWidth } from '../text/text-width.ts';
import type { LinePiece } from './overlay-lines.ts';

/** What lies under text: nothing, a line that came or went, the chosen row, or what was looked for. */
export type Ground = 'none' | 'added' | 'deleted' | 'cursor' | 'match';

/** A stretch of a row of a pane, for the theme to colour. */
export type PanePiece = {
  readonly role: LinePiece['role'] | CodeRole | 'added' | 'deleted' | 'title';
  readonly ground: Ground;
  readonly text: string;
};

/** A row of what fills the whole screen in the place of the grid. */
export type PaneLine = readonly PanePiece[];

export function panePiece(
  role: PanePiece['role'],
  text: string,
  ground: Ground = 'none',
): PanePiece {
  return { role, text, ground };
}

export function paneWidth(line: PaneLine): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0);
}
