import { visibleLines } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { emptyLine, lineWidth, type OverlayLine, overlayLine } from './overlay-lines.ts';

/** What the inbox takes at most, border and all; a command is easily read at that. Cells. */
export const inboxColumns = 112;

/** Deeper ones leave too little room. */
const indentLimitColumns = 8;

/** What is to be agreed to, whole and two cells in. */
export function indentedLines(text: string, columns: number): readonly OverlayLine[] {
  return visibleLines(text).flatMap((line) => {
    const blanks = line.length - line.trimStart().length;
    const indent = ' '.repeat(2 + Math.min(blanks, indentLimitColumns));
    return wrapText(line.trimStart(), columns - indent.length).map((part) =>
      overlayLine({ role: 'needsYou', text: part === '' ? '' : indent + part }),
    );
  });
}

/** As many keys as have room, the first ones first. */
export function keyLine(
  hints: readonly { readonly key: string; readonly does: string }[],
  columns: number,
): OverlayLine {
  return hints.reduce<OverlayLine>((line, { key, does }) => {
    const gap = line.pieces.length > 0 ? '  ' : '';
    const longer = overlayLine(
      ...line.pieces,
      { role: 'key', text: gap + key },
      { role: 'muted', text: ` ${does}` },
    );
    return lineWidth(longer) <= columns ? longer : line;
  }, emptyLine);
}
