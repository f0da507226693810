import { visibleLines } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { type OverlayLine, overlayLine } from './overlay-lines.ts';

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
