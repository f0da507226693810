import { blankString, outputTokens } from '../../core/run/blank-sequence.ts';
import { shapeOfCluster } from '../../core/run/placeholders.ts';
import type { RunOutput } from '../../core/run/run-file.ts';
import { clustersOf } from '../../core/text/text-width.ts';
import { type Emulator, makeEmulator } from '../terminal/emulator.ts';
import { darkColors } from '../terminal/emulator-queries.ts';
import { type Cell, cellsOf } from './known-cells.ts';

/**
 * Output of the same shape without its text, but for words of codex's own that are read on screens. Those are looked
 * for on the screen that the output draws: codex writes only the cells that change, and seldom a whole word.
 */
export function blankOutput(output: readonly RunOutput[]): readonly RunOutput[] {
  const [first] = output;
  if (first?.type !== 'screen') return [];
  const emulator = silentEmulator(first.columns, first.rows);
  return groupsOf(output).flatMap((group) => {
    const [one] = group;
    if (one?.type === 'screen' || one?.type === 'size') emulator.resize(one.columns, one.rows);
    const texts = blankTexts(emulator, group.map(textOf));
    return group.map((piece, index) => ({
      ...piece,
      ...('text' in piece && { text: texts[index] ?? '' }),
    }));
  });
}

function textOf(piece: RunOutput): string {
  return 'text' in piece ? piece.text : '';
}

/** Pieces of one drawing come at once, and never are that many. */
const atOnceMs = 5;
const largestDrawing = 256 * 1024;

/** What is drawn in one go is looked at when it is whole. A size or a whole screen begins anew. */
function groupsOf(output: readonly RunOutput[]): readonly (readonly RunOutput[])[] {
  const groups: RunOutput[][] = [];
  let isDrawing = false;
  let length = 0;
  for (const [index, one] of output.entries()) {
    const isNear = one.at - (output[index - 1]?.at ?? 0) <= atOnceMs;
    const isPart = one.type === 'output' && (isDrawing || isNear) && length < largestDrawing;
    const group = isPart ? groups.at(-1) : undefined;
    if (group) group.push(one);
    else groups.push([one]);
    length = group ? length + textOf(one).length : 0;
    const [begin, end] = ['\x1b[?2026h', '\x1b[?2026l'].map((mark) =>
      textOf(one).lastIndexOf(mark),
    );
    if (begin !== end) isDrawing = (begin ?? -1) > (end ?? -1);
  }
  return groups;
}

/** A character, and where on the screen it went. */
type Placed = {
  readonly text: string;
  readonly columns: number;
  readonly x: number;
  readonly y: number;
};
/** `length` is that of what was written; `text` what stands for it, where it is not placed. */
type Written = { readonly length: number; readonly text: string; readonly placed: Placed | null };

/** The texts of pieces, blanked; what goes over an edge between two belongs to the later one. */
function blankTexts(emulator: Emulator, pieces: readonly string[]): readonly string[] {
  const written = outputTokens(pieces.join('')).flatMap((token): readonly Written[] => {
    if (token.type === 'text') return writeText(emulator, token.text);
    emulator.write(Buffer.from(token.text));
    const text = token.type === 'string' ? blankString(token.text) : token.text;
    return [{ length: token.text.length, text, placed: null }];
  });
  const cellAt = cellsOf(emulator.frame());
  const blanked = pieces.map(() => '');
  let piece = 0;
  let at = 0;
  let end = pieces[0]?.length ?? 0;
  for (const { length, text, placed } of written) {
    at += length;
    while (at > end && piece < pieces.length - 1) {
      piece += 1;
      end += pieces[piece]?.length ?? 0;
    }
    blanked[piece] += placed === null ? text : blankedCluster(placed, cellAt(placed.x, placed.y));
  }
  return blanked;
}

function blankedCluster({ text, columns }: Placed, cell: Cell | null): string {
  return cell?.isKnown && cell.text === text ? text : shapeOfCluster(text, columns);
}

/** Text without control characters, into the cells from the cursor on. */
function writeText(emulator: Emulator, text: string): readonly Written[] {
  const clusters = clustersOf(text);
  const start = emulator.cursor();
  const width = clusters.reduce((sum, { columns }) => sum + columns, 0);
  if (start.x + width <= emulator.frame().columns) {
    emulator.write(Buffer.from(text));
    let { x } = start;
    return clusters.map((cluster) => {
      const placed = { ...cluster, x, y: start.y };
      x += cluster.columns;
      return { length: cluster.text.length, text: '', placed };
    });
  }
  // It is wrapped, or stays at the edge.
  return clusters.map((cluster) => {
    emulator.write(Buffer.from(cluster.text));
    const { x, y } = emulator.cursor();
    const placed = { ...cluster, x: x - cluster.columns, y };
    return { length: cluster.text.length, text: '', placed };
  });
}

function silentEmulator(columns: number, rows: number): Emulator {
  return makeEmulator({
    columns,
    rows,
    colors: () => darkColors,
    now: () => 0,
    onReply: () => undefined,
    onReport: () => undefined,
    onTitle: () => undefined,
    onBell: () => undefined,
  });
}
