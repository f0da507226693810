import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { Composer } from './composer.ts';
import { targetsOf } from './composer-targets.ts';
import type { Area } from './grid-layout.ts';
import { overlayRoom } from './overlay-room.ts';
import type { ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';

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

const leastTargetRows = 1;

/** A box with less room has no blank rows. */
const airyRows = 12;

export function composerLayout(model: ScreenModel, composer: Composer): ComposerLayout {
  const { room } = overlayRoom(model, composerColumns);
  const isAiry = room.rows >= airyRows;
  const toRows = composer.to.type === 'selector' ? (isAiry ? 2 : 1) : 0;
  // The line under the text, and what parts a problem from what stands above it.
  const between = 1 + (isAiry ? 1 : 0);
  const problemRoom = {
    columns: room.columns,
    rows: room.rows - toRows - between - leastTextRows - leastTargetRows,
  };
  const problemLines = composer.problem === null ? [] : problemRows(composer.problem, problemRoom);
  // What `when` comes to, or a problem in its place.
  const fixed = toRows + between + Math.max(1, problemLines.length);
  const free = Math.max(leastTextRows + leastTargetRows, room.rows - fixed);
  const targets = targetsOf(composer, model);
  const wanted = targets.type === 'agents' ? Math.max(1, targets.agents.length) : 1;
  const mostTextRows = Math.min(
    mostText.rows,
    Math.max(leastTextRows, Math.floor(room.rows * mostText.part)),
  );
  const targetRows = Math.min(wanted, Math.max(leastTargetRows, Math.floor(free / 2)));
  return {
    columns: room.columns,
    textRows: Math.min(mostTextRows, Math.max(leastTextRows, free - targetRows)),
    targetRows,
    problemLines,
    isAiry,
  };
}

/** A mistake in a selector points at its place, on lines that stay as they are, if it is in view. */
function problemRows(problem: string, { columns, rows }: Area): readonly string[] {
  const lines = problem.split('\n');
  const said = lines.filter((line) => !isPointing(line)).flatMap((line) => wrapText(line, columns));
  const pointing = lines.filter(isPointing).map((line) => clipEnd(line, columns));
  const isInView = textWidth(lines.at(-1) ?? '') <= columns && rows > pointing.length;
  const place = isInView ? pointing : [];
  return [...cutRows(said, { columns, rows: rows - place.length }), ...place];
}

function isPointing(line: string): boolean {
  return line.startsWith(' ');
}

function cutRows(rows: readonly string[], room: Area): readonly string[] {
  if (rows.length <= room.rows) return rows;
  const kept = rows.slice(0, Math.max(1, room.rows));
  return kept.map((row, at) => (at === kept.length - 1 ? clipEnd(`${row} …`, room.columns) : row));
}
