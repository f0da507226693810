import { type LimitWindow, windowWord } from '../agent/account-limits.ts';
import { ageLabel } from '../agent/ages.ts';
import { type LifecycleName, lifecycleNames, lifecycles } from '../lifecycle/lifecycle-table.ts';
import { clockLabel } from '../text/clock-label.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { keyLabel, leaveKeysIn } from './bindings.ts';
import { filterChip, filterCount, filterPieces } from './filter-line.ts';
import {
  between,
  blank,
  drawnHints,
  type FooterPiece,
  hintPieces,
  keptHints,
  leastHints,
  offeredHints,
  wantedColumns,
  widthOf,
} from './footer-hints.ts';
import { type MirrorMode, mirrorWords } from './mirror.ts';
import { screenLayout } from './screen-layout.ts';
import { type ScreenModel, typedAgent } from './screen-state.ts';
import type { TextField } from './text-field.ts';
import type { AgeGap } from './tile-lines.ts';
import { clipEnd } from './tile-pieces.ts';
import { agentsThatNeedYou } from './waiting-agents.ts';

export type FooterLine = { readonly pieces: readonly FooterPiece[]; readonly age: AgeGap | null };

/** Fewer than that have no room for all counts. */
const narrowColumns = 60;

/** Limits give way before the words of states do, but for those that are as good as used up. */
const statusLooks = [
  { words: 'words', limits: 'with-resets' },
  { words: 'words', limits: 'shares' },
  { words: 'words', limits: 'scarce' },
  { words: 'glyphs', limits: 'shares' },
  { words: 'glyphs', limits: 'scarce' },
] as const;

type LimitsLook = (typeof statusLooks)[number]['limits'] | 'none';

const leastStatus = { words: 'glyphs', limits: 'none' } as const;

/** Mode, counts by state, the longest wait and the account's limits at the left; at the right as many keys as have room. `now` is epoch ms. */
export function footerLine(model: ScreenModel, now: number): FooterLine {
  if (model.mode.type === 'mirror') return mirrorBanner(model, model.mode);
  if (model.overlay.type === 'filter') return filterFooter(model, model.overlay.field);
  const statuses = statusLooks.map((look) => statusOf(model, { now, ...look }));
  const hasRoom = ({ pieces, isCut }: Status) =>
    !isCut && widthOf(pieces) + between + wantedColumns(model) <= model.columns;
  const status = statuses.find(hasRoom) ?? statusOf(model, { now, ...leastStatus });
  const columns = widthOf(status.pieces);
  const hints = hintPieces(model, model.columns - columns - between);
  const fill = blank(model.columns - columns - widthOf(hints));
  return { pieces: [...status.pieces, fill, ...hints], age: status.age };
}

/** The whole line is of the colour of danger while keys go to several agents; a notice has its place there, too. */
function mirrorBanner(model: ScreenModel, mode: MirrorMode): FooterLine {
  const [key = ''] = leaveKeysIn(model.settings.keys);
  const chip = ` TYPE x${mode.agents.length}  `;
  const end = `  ${keyLabel(key)} ends it `;
  const room = Math.max(0, model.columns - textWidth(chip) - textWidth(end));
  const words = clipEnd(plainText(model.notice ?? mirrorWords(model, mode)), room);
  const text = chip + words + ' '.repeat(room - textWidth(words)) + end;
  return { pieces: [{ role: 'danger', text }], age: null };
}

/** A narrower screen has no room for a filter, its count and all its keys. */
const wordyFilterColumns = 64;

/** The filter as it is written, in the place of the counts. */
function filterFooter(model: ScreenModel, field: TextField): FooterLine {
  const chip: FooterPiece = { role: 'grid-chip', text: ' FILTER ' };
  const offered = offeredHints(model);
  const hints = drawnHints(model.columns < wordyFilterColumns ? offered.slice(-1) : offered);
  const columns = model.columns - textWidth(chip.text) - widthOf(hints) - 2 * between;
  const status = [chip, blank(between), ...filterPieces(model, field, columns)];
  const fill = blank(model.columns - widthOf(status) - widthOf(hints));
  return { pieces: [...status, fill, ...hints], age: null };
}

/** `isCut`: something had no room. */
type Status = FooterLine & { readonly isCut: boolean };

function statusOf(
  model: ScreenModel,
  look: {
    readonly now: number;
    readonly words: 'words' | 'glyphs';
    readonly limits: LimitsLook;
  },
): Status {
  const isShort = look.words === 'glyphs';
  const chip = chipOf(model);
  const pieces: FooterPiece[] = [chip];
  let columns = textWidth(chip.text);
  let isCut = false;
  const kept =
    look.limits === 'none'
      ? keptHints(model, model.columns - columns - between)
      : leastHints(model);
  const least = widthOf(kept) + between;
  const add = (piece: FooterPiece): boolean => {
    const wanted = between + textWidth(piece.text);
    if (columns + wanted + least > model.columns) {
      isCut = true;
      return false;
    }
    pieces.push(blank(between), piece);
    columns += wanted;
    return true;
  };
  const filter = filterChip(model);
  if (filter !== null && add({ role: 'notice', text: filter }) && !isShort) {
    add({ role: 'muted', text: filterCount(model) });
  }
  const marked = model.marks.agents.length;
  if (marked > 0) add({ role: 'key', text: isShort ? `*${marked}` : `${marked} marked` });
  const { page, pages } = screenLayout(model);
  const addPage = (text: string) => pages > 1 && add({ role: 'muted', text });
  const addCounts = (states: readonly LifecycleName[]) => {
    for (const state of states) {
      const count = model.roster.filter((agent) => agent.state === state).length;
      const { glyph, word, role } = lifecycles[state];
      const text = isShort ? `${glyph}${count}` : `${glyph} ${count} ${word}`;
      if (count > 0) add({ role, text });
    }
  };
  const states = statesByAttention();
  const quietFrom = states.findIndex(
    (state) => lifecycles[state].attention < lifecycles.failed.attention,
  );
  addCounts(states.slice(0, quietFrom));
  // Agents on other pages are easily forgotten.
  const isNarrow = model.columns < narrowColumns;
  if (isNarrow) addPage(`${page + 1}/${pages}`);
  addCounts(states.slice(quietFrom));
  if (!isNarrow) addPage(`page ${page + 1}/${pages}`);
  const age = addLongestWait(model, look, (piece) => (add(piece) ? columns : null));
  for (const piece of limitPieces(model, look)) add(piece);
  return { pieces, age, isCut };
}

/** `add` gives where the piece ends; null where it has no room. */
function addLongestWait(
  model: ScreenModel,
  { now, words }: { readonly now: number; readonly words: 'words' | 'glyphs' },
  add: (piece: FooterPiece) => number | null,
): AgeGap | null {
  const since = longestWaitSince(model);
  if (since === null) return null;
  const label = ageLabel(since, now);
  const text = words === 'glyphs' ? 'wait ' : 'longest wait ';
  const end = add({ role: 'muted', text: text + ' '.repeat(label.length) });
  return end === null ? null : { at: end - label.length, columns: label.length, since };
}

/** The next turn may be the last. */
const scarcePercent = 90;

function limitPieces(
  { limits, timeZone }: ScreenModel,
  look: { readonly now: number; readonly limits: LimitsLook },
): readonly FooterPiece[] {
  if (look.limits === 'none') return [];
  const isScarce = ({ usedPercent }: LimitWindow) => usedPercent >= scarcePercent;
  const shown = look.limits === 'scarce' ? limits.filter(isScarce) : limits;
  return shown.map((window) => {
    const { usedPercent, resetsAt } = window;
    const share = `${windowWord(window)} ${Math.round(usedPercent)}%`;
    const role = isScarce(window) ? 'failed' : 'muted';
    const hasReset = look.limits === 'with-resets' && resetsAt !== null;
    return {
      role,
      text: hasReset ? `${share} until ${clockLabel(resetsAt, look.now, timeZone)}` : share,
    };
  });
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
