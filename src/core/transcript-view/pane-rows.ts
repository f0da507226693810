import { type PaneLine, panePiece } from '../screen/pane.ts';
import { joinedEntries } from '../transcript/joined-entries.ts';
import type { TranscriptLine } from '../transcript/line-parts.ts';
import type { TranscriptEntry, TranscriptItem } from '../transcript/transcript-item.ts';
import { isShownAt } from '../transcript/transcript-level.ts';
import { transcriptLines } from '../transcript/transcript-lines.ts';
import { diffMargin } from '../transcript/work-lines.ts';
import { codeOf, colorsOf } from './code-colors.ts';
import { lookedPiece } from './line-looks.ts';
import { shown } from './markdown-pieces.ts';
import { type CodeBlock, markdownRows } from './markdown-rows.ts';
import { patchLineColors } from './patch-code.ts';
import type { Folding, TranscriptPane } from './transcript-pane.ts';
import { wrappedLine } from './wrapped-line.ts';

/** One row of a transcript: of which entry, the how manieth of it. The blank row behind an entry is its last. */
export type PaneRow = {
  readonly entry: TranscriptEntry;
  readonly row: number;
  readonly line: PaneLine;
};

/** Of folded outputs and diffs, enough to see what they are about. */
const foldedLines = 8;
/** Nobody reads on further in a pane; the pager has all. */
const unfoldedLines = 2000;

type Kept = { readonly key: string; readonly rows: readonly PaneRow[] };

/** What was computed last for what never changes; scrolling asks for the same again and again, a new page for most of it. */
const kept = new WeakMap<readonly TranscriptEntry[] | TranscriptEntry, Kept>();

function keptRows(
  what: readonly TranscriptEntry[] | TranscriptEntry,
  key: string,
  compute: () => readonly PaneRow[],
): readonly PaneRow[] {
  const known = kept.get(what);
  if (known?.key === key) return known.rows;
  const rows = compute();
  kept.set(what, { key, rows });
  return rows;
}

/** All that is read of a pane, in rows of `columns` cells. */
export function paneRows(pane: TranscriptPane, columns: number): readonly PaneRow[] {
  const { entries, level, folding, refolded, colors } = pane;
  const key = `${columns} ${level} ${folding} ${refolded.join()} ${colors.received}`;
  return keptRows(entries, key, () => {
    const cwd = cwdIn(entries);
    return joinedEntries(entries)
      .filter(({ item }) => isShownAt(item, level))
      .flatMap((entry) => {
        const own = foldingOf(pane, entry);
        const ownKey = `${columns} ${own} ${cwd} ${level === 'raw'} ${coloredOf(pane, entry)}`;
        return keptRows(entry, ownKey, () =>
          entryRows(pane, entry, { columns, cwd, folding: own }),
        );
      });
  });
}

/** What somebody said is whole until it is folded by itself. */
function foldingOf({ folding, refolded }: TranscriptPane, entry: TranscriptEntry): Folding {
  const usual = isSaid(entry) ? 'unfolded' : folding;
  if (!refolded.includes(entry.position)) return usual;
  return usual === 'folded' ? 'unfolded' : 'folded';
}

function isSaid({ item }: TranscriptEntry): boolean {
  return item.type === 'answer' || (item.type === 'prompt' && item.source === 'typed');
}

function entryRows(
  pane: TranscriptPane,
  entry: TranscriptEntry,
  look: { readonly columns: number; readonly cwd: string | null; readonly folding: Folding },
): readonly PaneRow[] {
  const { columns, cwd, folding } = look;
  const longestOutput = folding === 'folded' ? foldedLines : unfoldedLines;
  const { item } = entry;
  const rows =
    item.type === 'answer' && pane.level !== 'raw'
      ? answerRows(pane, item.text, columns)
      : transcriptLines(entry, { cwd, longestOutput }).flatMap((line) =>
          wrappedLine(piecesOf(pane, item, line), columns, line.indent),
        );
  if (rows.length === 0) return [];
  const inView = isSaid(entry) && folding === 'folded' ? cutRows(rows) : rows;
  return [...inView, []].map((line, row) => ({ entry, row, line }));
}

function piecesOf(pane: TranscriptPane, item: TranscriptItem, line: TranscriptLine): PaneLine {
  const { role, text, place } = line;
  const colored =
    item.type === 'patch' && place !== undefined && pane.level !== 'raw'
      ? patchLineColors(item, place, (block) => colorsOf(pane.colors, block))
      : null;
  if (colored === null) return [lookedPiece(role, text)];
  const sign = lookedPiece(role, text.slice(0, diffMargin.length + 1));
  const { ground } = sign;
  return [sign, ...colored.map((piece) => shown(panePiece(piece.role, '', ground), piece.text))];
}

const answerIndent = 2;

function answerRows(pane: TranscriptPane, text: string, columns: number): readonly PaneLine[] {
  const colors = (block: CodeBlock) => colorsOf(pane.colors, block);
  const rows = markdownRows(text, { columns: Math.max(1, columns - answerIndent), colors });
  return rows.map((row, index) => [panePiece('text', index === 0 ? '• ' : '  '), ...row]);
}

/** As outputs are cut before they are broken into rows. */
function cutRows(rows: readonly PaneLine[]): readonly PaneLine[] {
  if (rows.length <= foldedLines + 1) return rows;
  const head = foldedLines / 2;
  const rest = panePiece('muted', `  … ${rows.length - foldedLines} more lines`);
  return [...rows.slice(0, head), [rest], ...rows.slice(-head)];
}

/** Which of its code has come in its colours. */
function coloredOf({ colors }: TranscriptPane, { item }: TranscriptEntry): string {
  return codeOf(item)
    .map((block) => (colorsOf(colors, block) === null ? 0 : 1))
    .join('');
}

/** The folder of the last command before anything else says it. */
function cwdIn(entries: readonly TranscriptEntry[]): string | null {
  for (const { item } of entries) {
    if ((item.type === 'session' || item.type === 'command') && item.cwd !== null) return item.cwd;
  }
  return null;
}

/** Which row stands at the top of `height` rows. */
export function topRow({ view }: TranscriptPane, rows: readonly PaneRow[], height: number): number {
  const last = Math.max(0, rows.length - height);
  if (view.type === 'end') return last;
  const at = rows.findIndex(
    ({ entry, row }) =>
      entry.position > view.position || (entry.position === view.position && row >= view.row),
  );
  return at === -1 ? last : Math.min(at, last);
}
