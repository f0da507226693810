import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { fieldPieces } from './field-pieces.ts';
import { filteredIn } from './filter.ts';
import type { FooterPiece } from './footer-hints.ts';
import type { ScreenModel } from './screen-state.ts';
import type { TextField } from './text-field.ts';
import { clipEnd } from './tile-pieces.ts';

/** How much of the text stands in the footer once the filter is kept. */
const chipColumns = 20;

/** How many of all are found, or what cannot be read. */
export function filterCount(model: ScreenModel): string {
  const filtered = filteredIn(model);
  if (filtered?.type === 'unreadable') return filtered.problem;
  return `${filtered?.agents.length ?? model.roster.length} of ${model.roster.length}`;
}

/** The filter that holds, as the footer tells it; none without one. */
export function filterChip(model: ScreenModel): string | null {
  return model.filter && `/${clipEnd(plainText(model.filter.text), chipColumns)}`;
}

const fieldRoles = { text: 'notice', cursor: 'choice', placeholder: 'muted' } as const;

/** The filter as it is written, in at most `columns` cells. */
export function filterPieces(
  model: ScreenModel,
  field: TextField,
  columns: number,
): readonly FooterPiece[] {
  const sign = { role: 'key', text: '/' } as const;
  const wanted = filterCount(model);
  // What is written is worth more than what is said of it.
  const count = clipEnd(wanted, Math.max(0, Math.min(textWidth(wanted), columns - leastField)));
  const room = Math.max(3, columns - 1 - textWidth(count) - 2);
  const placeholder = 'name, folder, branch, state, text on screen, @group, state=done';
  const written = fieldPieces(field, { columns: room, placeholder }).map(({ part, text }) => ({
    role: fieldRoles[part],
    text,
  }));
  return [sign, ...written, { role: 'muted', text: `  ${count}` }];
}

/** Cells. */
const leastField = 16;
