import type { Cursor, Frame, Row } from '../terminal/frame.ts';
import { defaultPen, type Pen, penAfter } from '../terminal/pen.ts';
import { plainRow } from '../terminal/row-encoder.ts';
import { textWidth } from '../text/text-width.ts';

/** Text of one style, from column `x` on. */
export type Run = { readonly x: number; readonly text: string; readonly pen: Pen };

/** A frame's rows as they are asked for: most are never looked at. Rows outside it are blank. */
export type ScreenRows = {
  readonly columns: number;
  readonly cursor: Cursor | null;
  /** The last row with anything but blanks; -1 when there is none. */
  readonly lastY: number;
  /** Without styles and without the blanks at its end. */
  readonly text: (y: number) => string;
  /** The style of the first column; much cheaper than the runs. */
  readonly startPen: (y: number) => Pen;
  readonly runs: (y: number) => readonly Run[];
};

export function screenRows({ columns, lines, cursor }: Frame): ScreenRows {
  const texts: string[] = [];
  const styled: (readonly Run[])[] = [];
  const text = (y: number) => {
    texts[y] ??= plainRow(lines[y] ?? '').trimEnd();
    return texts[y];
  };
  const runs = (y: number) => {
    styled[y] ??= runsOf(lines[y] ?? '');
    return styled[y];
  };
  const startPen = (y: number) => startPenOf(lines[y] ?? '');
  let lastY = lines.length - 1;
  while (lastY >= 0 && text(lastY) === '' && startPen(lastY).background === 0) lastY -= 1;
  return { columns, cursor, lastY, text, startPen, runs };
}

const styleChange = /\x1b\[([\d;:]*)m/g;
const startingChange = /^(?:\x1b\[[\d;:]*m)+/;

function startPenOf(row: Row): Pen {
  const [changes = ''] = startingChange.exec(row) ?? [];
  let pen = defaultPen;
  for (const change of changes.matchAll(styleChange)) pen = penAfter(pen, change[1] ?? '');
  return pen;
}

function runsOf(row: Row): readonly Run[] {
  const runs: Run[] = [];
  let pen = defaultPen;
  let x = 0;
  let from = 0;
  const take = (text: string) => {
    if (text === '') return;
    runs.push({ x, text, pen });
    x += textWidth(text);
  };
  for (const change of row.matchAll(styleChange)) {
    take(row.slice(from, change.index));
    pen = penAfter(pen, change[1] ?? '');
    from = change.index + change[0].length;
  }
  take(row.slice(from));
  return runs;
}

const bits = { bold: 1, dim: 2, inverse: 16 } as const;

export function is(style: keyof typeof bits, { attributes }: Pen): boolean {
  return (attributes & bits[style]) !== 0;
}

/** The first run with more than blanks. */
export function firstWritten(runs: readonly Run[]): Run | null {
  return runs.find(({ text }) => text.trim() !== '') ?? null;
}

/** The run that covers a column. */
export function runAt(runs: readonly Run[], x: number): Run | null {
  return runs.findLast((run) => run.x <= x && run.x + textWidth(run.text) > x) ?? null;
}
