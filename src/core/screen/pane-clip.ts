import { clustersOf } from '../text/text-width.ts';
import type { Ground, PaneLine, PanePiece } from './pane.ts';
import { panePiece, paneWidth } from './pane.ts';

/** As many cells of a line as have room, from `skip` on; a line that goes on says so by its last character. */
export function clippedLine(
  line: PaneLine,
  { skip, columns }: { readonly skip: number; readonly columns: number },
): PaneLine {
  const isCut = paneWidth(line) - skip > columns;
  const shown = cellsBetween(line, skip, skip + columns - (isCut ? 1 : 0));
  const last = shown.at(-1);
  return isCut && columns > 0 ? [...shown, panePiece('muted', '…', last?.ground)] : shown;
}

function cellsBetween(line: PaneLine, from: number, to: number): PaneLine {
  const shown: PanePiece[] = [];
  let at = 0;
  for (const piece of line) {
    let text = '';
    for (const cluster of clustersOf(piece.text)) {
      if (at >= from && at + cluster.columns <= to) text += cluster.text;
      at += cluster.columns;
    }
    if (text !== '') shown.push({ ...piece, text });
    if (at >= to) break;
  }
  return shown;
}

/** With blanks up to so many cells. */
export function filledLine(line: PaneLine, columns: number, ground: Ground = 'none'): PaneLine {
  const blanks = columns - paneWidth(line);
  return blanks > 0 ? [...line, panePiece('text', ' '.repeat(blanks), ground)] : line;
}
