import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import { foundRows, type HelpRow, helpRows } from './help-keys.ts';
import { emptyLine, type OverlayLine, overlayLine, scrolledLines } from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import type { Overlay } from './overlays.ts';
import type { ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';

/** Border and all: the longest sentence in one line, where there is room. */
export const helpColumns = 96;

/** The rows of the help, and how far it can be scrolled. */
export function helpLines(
  model: ScreenModel,
  { filter, scrolled }: Extract<Overlay, { type: 'help' }>,
): ReturnType<typeof scrolledLines> {
  const { room } = overlayRoom(model, helpColumns);
  const all = helpRows(model.bindings);
  const found = foundRows(all, filter?.text ?? '');
  const keyColumns = Math.max(...all.map(({ label }) => textWidth(label))) + 2;
  const groups = [...new Set(found.map(({ group }) => group))];
  const keys = groups.flatMap((group, index) => [
    ...(index > 0 ? [emptyLine] : []),
    overlayLine({ role: 'muted', text: group }),
    ...found
      .filter((row) => row.group === group)
      .flatMap((row) => keyLines(row, keyColumns, room.columns - keyColumns)),
  ]);
  if (filter === null) return scrolledLines(keys, { rows: room.rows, scrolled });
  const shown = scrolledLines(keys, { rows: room.rows - 1, scrolled });
  const written = overlayLine(
    { role: 'key', text: '/ ' },
    { role: 'text', text: clipEnd(filter.text, room.columns - 3) },
    { role: 'choice', text: ' ' },
    { role: 'muted', text: keys.length === 0 ? '  no key does that' : '' },
  );
  return { ...shown, lines: [written, ...shown.lines] };
}

function keyLines(
  { label, help }: HelpRow,
  keyColumns: number,
  textColumns: number,
): readonly OverlayLine[] {
  return wrapText(help, textColumns).map((text, at) => {
    const keys = at === 0 ? label : '';
    return overlayLine(
      { role: 'key', text: keys + ' '.repeat(keyColumns - textWidth(keys)) },
      { role: 'text', text },
    );
  });
}
