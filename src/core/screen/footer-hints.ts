import type { LifecycleRow } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { type Hint, hintsOf, keyFor, keyLabel, leaveKeysIn } from './bindings.ts';
import { type FirstHint, firstHints } from './first-keys.ts';
import { overlayHints } from './overlay-hints.ts';
import type { ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';

export type FooterPiece = {
  readonly role:
    | 'grid-chip'
    | 'danger'
    | 'type-chip'
    | 'key'
    | 'muted'
    | 'notice'
    | 'text'
    | 'choice'
    | LifecycleRow['role'];
  readonly text: string;
};

type Pieces = readonly FooterPiece[];

/** Cells from one piece of the footer to the next. */
export const between = 2;

/** Room for some keys; the counts are shortened for it. */
const hintColumns = 37;

export function hintPieces(model: ScreenModel, room: number): Pieces {
  if (model.mode.type === 'type') return typeHints(model, room);
  const whole = wholeHints(model).find((pieces) => widthOf(pieces) <= room);
  if (whole) return whole;
  return drawnHints(fittingHints(offeredHints(model), room));
}

/** Those of most worth, in their order. */
function fittingHints(hints: readonly Hint[], room: number): readonly Hint[] {
  let shown: readonly Hint[] = [];
  for (const hint of hints.toSorted((left, right) => right.worth - left.worth)) {
    const more = hints.filter((candidate) => shown.includes(candidate) || candidate === hint);
    if (widthOf(drawnHints(more)) > room) break;
    shown = more;
  }
  return shown;
}

/** What the counts leave to the keys, if that can be. */
export function wantedColumns(model: ScreenModel): number {
  const least = wholeHints(model).at(-1);
  return least ? widthOf(least) : hintColumns;
}

/** The keys that counts give way to; `room` is what the mode leaves. The way out is always one of them. */
export function keptHints(model: ScreenModel, room: number): Pieces {
  const whole = wholeHints(model).at(-1) ?? [];
  const left = room - leastCountColumns;
  if (whole.length === 0) return leastHints(model);
  if (widthOf(whole) <= left) return whole;
  const fitting = model.overlay.type === 'none' ? [] : fittingHints(offeredHints(model), left);
  return fitting.length > 2 ? drawnHints(fitting) : leastHints(model);
}

/** Three states, each a sign, a number and what parts them. */
const leastCountColumns = 12;

/** The way out never gives way to a count. */
export function leastHints(model: ScreenModel): Pieces {
  if (model.mode.type === 'type') return leaveHint(model);
  const worth = offeredHints(model).toSorted((left, right) => right.worth - left.worth);
  return drawnHints(worth.slice(0, 2));
}

/** Hints that are shown all together or not at all, the most words first: those of a newcomer, and of what lies above the grid. */
function wholeHints(model: ScreenModel): readonly Pieces[] {
  const { overlay, mode, bindings } = model;
  if (mode.type !== 'grid') return [];
  if (overlay.type !== 'none') return overlayLines(model);
  const hints = firstHints(model);
  if (hints === null) return [];
  const [long, short] = [firstPieces(hints, 'long'), firstPieces(hints, 'word')];
  const away: Pieces = [{ role: 'muted', text: `   ${keyFor(bindings, 'close')} hides these` }];
  return [[...long, ...away], long, [...short, ...away], short];
}

function overlayLines(model: ScreenModel): readonly Pieces[] {
  const hints = overlayHints(model);
  if (typeof hints === 'string') return [[{ role: 'muted', text: hints }]];
  // Transcripts have the whole screen, so that the counts alone tell of the agents.
  return hints.length === 0 || model.overlay.type === 'transcripts' ? [] : [drawnHints(hints)];
}

function firstPieces(hints: readonly FirstHint[], words: 'word' | 'long'): Pieces {
  const gap = blank(words === 'word' ? between : between + 1);
  return hints.flatMap((hint, index) => [
    ...(index > 0 ? [gap] : []),
    { role: hint.isUsed ? ('muted' as const) : ('key' as const), text: hint.key },
    { role: hint.isUsed ? ('muted' as const) : ('text' as const), text: ` ${hint[words]}` },
  ]);
}

export function offeredHints(model: ScreenModel): readonly Hint[] {
  if (model.overlay.type === 'none') return hintsOf(model);
  const hints = overlayHints(model);
  return typeof hints === 'string' ? [] : hints;
}

export function drawnHints(hints: readonly Hint[]): Pieces {
  return hints.flatMap((hint, index) => [
    ...(index > 0 ? [blank(between)] : []),
    { role: 'key' as const, text: hint.key },
    { role: 'muted' as const, text: ` ${hint.word}` },
  ]);
}

function leaveHint({ settings }: ScreenModel): Pieces {
  const [key = ''] = leaveKeysIn(settings.keys);
  return [
    { role: 'key', text: keyLabel(key) },
    { role: 'muted', text: ' leaves' },
  ];
}

/** In TYPE a notice has its place here: a box above the grid would hide what is typed into. */
function typeHints(model: ScreenModel, room: number): Pieces {
  if (model.notice === null) return leaveHint(model);
  return [{ role: 'notice', text: clipEnd(plainText(model.notice), Math.max(0, room)) }];
}

export function blank(columns: number): FooterPiece {
  return { role: 'muted', text: ' '.repeat(Math.max(0, columns)) };
}

export function widthOf(pieces: Pieces): number {
  return pieces.reduce((sum, piece) => sum + textWidth(piece.text), 0);
}
