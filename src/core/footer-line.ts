import { ageColumns } from './ages.ts';
import { type Hint, hintsOf } from './keymap.ts';
import {
  type LifecycleName,
  type LifecycleRow,
  lifecycleNames,
  lifecycles,
} from './lifecycle-table.ts';
import { plainText } from './plain-text.ts';
import { screenLayout } from './screen-layout.ts';
import { agentsThatNeedYou, type ScreenModel, typedAgent } from './screen-state.ts';
import { textWidth } from './text-width.ts';
import { clipEnd } from './tile-lines.ts';

export type FooterPiece = {
  readonly role: 'grid-chip' | 'type-chip' | 'key' | 'muted' | 'notice' | LifecycleRow['role'];
  readonly text: string;
};

/** The last row. `ageAt` is the column where the age of the longest wait, begun at `ageSince`, is painted. */
export type FooterLine = {
  readonly pieces: readonly FooterPiece[];
  readonly age: { readonly at: number; readonly since: number } | null;
};

const between = 2;

/** Mode, counts by state and the longest wait at the left; at the right as many keys as have room. */
export function footerLine(model: ScreenModel): FooterLine {
  const chip = chipOf(model);
  const left: FooterPiece[] = [chip];
  let columns = textWidth(chip.text);
  const add = (pieces: readonly FooterPiece[]): boolean => {
    const wanted = between + widthOf(pieces);
    if (columns + wanted > model.columns) return false;
    left.push(blank(between), ...pieces);
    columns += wanted;
    return true;
  };
  for (const state of statesByAttention()) {
    const count = model.roster.filter((agent) => agent.state === state).length;
    const { glyph, word, role } = lifecycles[state];
    if (count > 0) add([{ role, text: `${glyph} ${count} ${word}` }]);
  }
  const since = longestWaitSince(model);
  const label = 'longest wait ';
  const hasAge = since !== null && add([{ role: 'muted', text: label + ' '.repeat(ageColumns) }]);
  const age = hasAge ? { at: columns - ageColumns, since } : null;
  const { page, pages } = screenLayout(model);
  if (pages > 1) add([{ role: 'muted', text: `page ${page + 1}/${pages}` }]);

  const hints = hintPieces(model, model.columns - columns - between);
  const fill = blank(model.columns - columns - widthOf(hints));
  return { pieces: [...left, fill, ...hints], age };
}

function chipOf(model: ScreenModel): FooterPiece {
  const typed = typedAgent(model);
  if (!typed) return { role: 'grid-chip', text: ' GRID ' };
  return {
    role: 'type-chip',
    text: ` TYPE ${typed.number} ${clipEnd(plainText(typed.name), 16)} `,
  };
}

function statesByAttention(): readonly LifecycleName[] {
  return lifecycleNames.toSorted(
    (left, right) => lifecycles[right].attention - lifecycles[left].attention,
  );
}

function longestWaitSince(model: ScreenModel): number | null {
  const waits = agentsThatNeedYou(model.roster).map((agent) => agent.since);
  return waits.length > 0 ? Math.min(...waits) : null;
}

function hintPieces(model: ScreenModel, room: number): readonly FooterPiece[] {
  if (model.mode.type === 'type') return typeHints(model, room);
  const hints = hintsOf(model);
  let shown: readonly Hint[] = [];
  for (const hint of hints.toSorted((left, right) => right.worth - left.worth)) {
    const more = hints.filter((candidate) => shown.includes(candidate) || candidate === hint);
    if (widthOf(drawnHints(more)) > room) break;
    shown = more;
  }
  return drawnHints(shown);
}

function drawnHints(hints: readonly Hint[]): readonly FooterPiece[] {
  return hints.flatMap((hint, index) => [
    ...(index > 0 ? [blank(between)] : []),
    { role: 'key' as const, text: hint.key },
    { role: 'muted' as const, text: ` ${hint.word}` },
  ]);
}

function blank(columns: number): FooterPiece {
  return { role: 'muted', text: ' '.repeat(Math.max(0, columns)) };
}

function widthOf(pieces: readonly FooterPiece[]): number {
  return pieces.reduce((sum, piece) => sum + textWidth(piece.text), 0);
}

/** In TYPE a notice has its place here: a box above the grid would hide what is typed into. */
function typeHints(model: ScreenModel, room: number): readonly FooterPiece[] {
  if (model.notice !== null)
    return [{ role: 'notice', text: clipEnd(model.notice, Math.max(0, room)) }];
  const hint: readonly FooterPiece[] = [
    { role: 'key', text: 'Ctrl+Q' },
    { role: 'muted', text: ' back to the grid' },
  ];
  return widthOf(hint) <= room ? hint : [];
}
