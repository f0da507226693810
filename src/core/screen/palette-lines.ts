import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { fieldPieces } from './field-pieces.ts';
import { emptyLine, type LinePiece, type OverlayLine, overlayLine } from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import { type Palette, type PaletteEntry, paletteEntries } from './palette.ts';
import type { ScreenModel } from './screen-state.ts';
import type { TextField } from './text-field.ts';
import { clipEnd } from './tile-pieces.ts';

/** The box at its widest, border and all. Cells. */
export const paletteColumns = 76;

/** More rows are not read but narrowed. */
const mostRows = 16;

/** The line that is written, and a blank. */
const headRows = 2;

/** Where the entries stand: the first of them in view is in the row `first` of the box. */
export function paletteWindow(model: ScreenModel, palette: Palette) {
  const { room } = overlayRoom(model, paletteColumns);
  const rows = Math.max(1, Math.min(mostRows, room.rows - headRows));
  const entries = paletteEntries(model, palette);
  const chosen = Math.min(palette.chosen, entries.length - 1);
  const from = Math.max(0, Math.min(chosen - Math.floor(rows / 2), entries.length - rows));
  return { room, entries, chosen, first: headRows, from, rows };
}

/** All rows of the palette; as many whatever is typed, so that the box stands still. */
export function paletteLines(model: ScreenModel, palette: Palette): readonly OverlayLine[] {
  const { room, entries, chosen, from, rows } = paletteWindow(model, palette);
  const shown = entries
    .slice(from, from + rows)
    .map((entry, at) => entryLine(entry, { isChosen: from + at === chosen, ...room }));
  const none = overlayLine({ role: 'muted', text: ' Nothing is called so.' });
  const list = shown.length > 0 ? shown : [none];
  return [
    searchLine(palette.field, { columns: room.columns, placeholder: 'what to do, or an agent' }),
    whyNot(entries[chosen], room.columns),
    ...list,
    ...Array.from({ length: rows - list.length }, () => emptyLine),
  ];
}

/** The whole of why the chosen one would do nothing: its row may have no room for it. */
function whyNot(entry: PaletteEntry | undefined, columns: number): OverlayLine {
  if (!entry || entry.disabled === null) return emptyLine;
  return overlayLine({ role: 'warning', text: clipEnd(` ${plainText(entry.disabled)}`, columns) });
}

const fieldRoles = { text: 'name', cursor: 'choice', placeholder: 'muted' } as const;

/** A line in which something is being written. */
export function searchLine(
  field: TextField,
  look: { readonly columns: number; readonly placeholder: string },
): OverlayLine {
  const pieces = fieldPieces(field, { ...look, columns: look.columns - 2 });
  return overlayLine(
    { role: 'key', text: '› ' },
    ...pieces.map(({ part, text }) => ({ role: fieldRoles[part], text })),
  );
}

function entryLine(
  entry: PaletteEntry,
  look: { readonly isChosen: boolean; readonly columns: number },
): OverlayLine {
  const { isChosen, columns } = look;
  const name = clipEnd(` ${plainText(entry.name)}`, columns - 1);
  const room = columns - textWidth(name) - 3;
  const aside = clipEnd(plainText(entry.disabled ?? entry.aside), Math.max(0, room));
  const fill = ' '.repeat(Math.max(0, columns - textWidth(name) - textWidth(aside) - 1));
  const role = (usual: LinePiece['role']) => (isChosen ? 'choice' : usual);
  return overlayLine(
    { role: role(entry.disabled === null ? 'text' : 'muted'), text: name + fill },
    { role: role(entry.disabled === null ? 'key' : 'muted'), text: `${aside} ` },
  );
}
