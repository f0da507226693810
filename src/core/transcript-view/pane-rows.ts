import { joinedEntries } from '../transcript/joined-entries.ts';
import { cut, type LineRole } from '../transcript/line-parts.ts';
import type { TranscriptEntry } from '../transcript/transcript-item.ts';
import { isShownAt } from '../transcript/transcript-level.ts';
import { transcriptLines } from '../transcript/transcript-lines.ts';
import type { Folding, TranscriptPane } from './transcript-pane.ts';
import { wrappedLine } from './wrapped-line.ts';

/** One row of a transcript: of which entry, the how manieth of it. The blank row behind an entry is its last. */
export type PaneRow = {
  readonly entry: TranscriptEntry;
  readonly row: number;
  readonly role: LineRole;
  readonly text: string;
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
  const { entries, level, folding, refolded } = pane;
  return keptRows(entries, `${columns} ${level} ${folding} ${refolded.join()}`, () => {
    const cwd = cwdIn(entries);
    return joinedEntries(entries)
      .filter(({ item }) => isShownAt(item, level))
      .flatMap((entry) => {
        const own = foldingOf(pane, entry);
        return keptRows(entry, `${columns} ${own} ${cwd}`, () => {
          const longestOutput = own === 'folded' ? foldedLines : unfoldedLines;
          return entryRows(entry, columns, { cwd, longestOutput });
        });
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
  entry: TranscriptEntry,
  columns: number,
  options: { readonly cwd: string | null; readonly longestOutput: number },
): readonly PaneRow[] {
  const said = transcriptLines(entry, options);
  const shown = isSaid(entry) ? cut(said, options) : said;
  const lines = shown.flatMap(({ role, text, indent }) =>
    wrappedLine(text, columns, indent).map((part) => ({ role, text: part })),
  );
  if (lines.length === 0) return [];
  return [...lines, { role: 'quiet' as const, text: '' }].map((line, row) => ({
    entry,
    row,
    ...line,
  }));
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
