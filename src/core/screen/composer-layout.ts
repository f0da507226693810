import { wrapText } from '../text/wrap-text.ts';
import type { Composer } from './composer.ts';
import { targetsOf } from './composer-targets.ts';
import { overlayRoom } from './overlay-room.ts';
import type { ScreenModel } from './screen-state.ts';

/** What the rows of a composer are for, from top to bottom; cells. */
export type ComposerLayout = {
  readonly columns: number;
  /** Of the text. */
  readonly textRows: number;
  /** Of the list of targets; the last says how many more there are, where not all have room. */
  readonly targetRows: number;
  /** What is wrong, wrapped; else what the chosen `when` comes to. */
  readonly problemLines: readonly string[];
  /** Whether there is room for blank rows between the parts. */
  readonly isAiry: boolean;
};

/** The box at its widest, border and all: a longer line is not easily read. Cells. */
export const composerColumns = 100;

/** More would hide the agents behind it for nothing: rows, and part of the room. */
const mostText = { rows: 12, part: 1 / 3 } as const;

const leastTextRows = 2;

/** A box with less room has no blank rows. */
const airyRows = 12;

export function composerLayout(model: ScreenModel, composer: Composer): ComposerLayout {
  const { room } = overlayRoom(model, composerColumns);
  const isAiry = room.rows >= airyRows;
  const problemLines = composer.problem === null ? [] : problemRows(composer.problem, room.columns);
  const toRows = composer.to.type === 'selector' ? (isAiry ? 2 : 1) : 0;
  // The line under the text; what `when` comes to, or a problem in its place.
  const fixed = toRows + 1 + Math.max(1, problemLines.length) + (isAiry ? 1 : 0);
  const free = Math.max(leastTextRows + 1, room.rows - fixed);
  const targets = targetsOf(composer, model);
  const wanted = targets.type === 'agents' ? Math.max(1, targets.agents.length) : 1;
  const mostTextRows = Math.min(
    mostText.rows,
    Math.max(leastTextRows, Math.floor(room.rows * mostText.part)),
  );
  const targetRows = Math.min(wanted, Math.max(1, Math.floor(free / 2)));
  return {
    columns: room.columns,
    textRows: Math.min(mostTextRows, Math.max(leastTextRows, free - targetRows)),
    targetRows,
    problemLines,
    isAiry,
  };
}

/** A mistake in a selector points at its place, so its lines stay as they are. */
function problemRows(problem: string, columns: number): readonly string[] {
  return problem
    .split('\n')
    .flatMap((line) => (line.startsWith(' ') ? [line] : wrapText(line, columns)));
}
