import { knownParts } from '../../core/run/known-phrases.ts';
import type { Frame } from '../../core/terminal/frame.ts';
import { plainRow } from '../../core/terminal/row-encoder.ts';
import { clustersOf } from '../../core/text/text-width.ts';

/** What stands in a cell; `isKnown`: as a part of words of codex's own. */
export type Cell = { readonly text: string; readonly isKnown: boolean };

/** Looks rows up as they are asked for. Null beside the text of a row. */
export function cellsOf({ lines }: Frame): (x: number, y: number) => Cell | null {
  const rows = new Map<number, ReadonlyMap<number, Cell>>();
  return (x, y) => {
    const known = rows.get(y) ?? cellsIn(plainRow(lines[y] ?? ''));
    rows.set(y, known);
    return known.get(x) ?? null;
  };
}

function cellsIn(row: string): ReadonlyMap<number, Cell> {
  const parts = knownParts(row);
  const cells = new Map<number, Cell>();
  let x = 0;
  let at = 0;
  for (const { text, columns } of clustersOf(row)) {
    cells.set(x, { text, isKnown: parts[at] === true });
    x += columns;
    at += text.length;
  }
  return cells;
}
