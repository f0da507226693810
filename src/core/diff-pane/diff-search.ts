import type { Area } from '../screen/grid-layout.ts';
import { textWidth } from '../text/text-width.ts';
import { visiblePart } from '../text/visible-text.ts';
import { lineOf, matchesIn } from './diff-document.ts';
import type { DiffContent, DiffPane } from './diff-pane.ts';
import { codeColumn, diffLayout, digitsOf } from './diff-pane-layout.ts';

/** Some of what stands before it tells where one is. Cells. */
const contextColumns = 16;

/** With the cursor on a row that holds what is looked for, and that in view. */
export function atMatch(
  pane: DiffPane,
  row: number,
  { screen, content }: { readonly screen: Area; readonly content: DiffContent },
): DiffPane {
  const { document } = content;
  const text = lineOf(document, document.rows[row])?.text ?? '';
  const [match] = matchesIn(text, pane.search?.pattern ?? '');
  if (!match) return { ...pane, cursor: row };
  const room = diffLayout(screen, pane, content).body.columns - codeColumn(digitsOf(content));
  const from = textWidth(visiblePart(text.slice(0, match.from)));
  const to = textWidth(visiblePart(text.slice(0, match.to)));
  const isInView = from >= pane.left && to < pane.left + room;
  const left = to < room ? 0 : Math.max(0, from - contextColumns);
  return { ...pane, cursor: row, left: isInView ? pane.left : left };
}

/** The next row that holds what is looked for, round the document; null where none does. */
export function nextMatch({ cursor, search }: DiffPane, by: 1 | -1): number | null {
  const rows = search?.rows ?? [];
  const found =
    by === 1
      ? (rows.find((at) => at > cursor) ?? rows[0])
      : (rows.findLast((at) => at < cursor) ?? rows.at(-1));
  return found ?? null;
}
