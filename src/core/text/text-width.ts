import { eastAsianWidth } from 'get-east-asian-width';

/**
 * The one width table: the emulator, the layout and the tests measure with it. It follows
 * string-width, which Ink lays out with, code point by code point, so that a stream of output can
 * be measured as it comes. Two cases differ, where terminals agree with each other and not with
 * string-width: consonants of an Indic conjunct keep a cell each, and any two flag halves make a
 * flag, as does no skin tone on what has no skin.
 *
 * The state of a cluster is packed as xterm's unicode providers want it: bit 0 says that the code
 * point joins the cluster before it, bits 1 and 2 are the cluster's width, the rest remembers how
 * the cluster ends.
 */
export type ClusterState = number;

/** Before the first code point. */
export const noCluster: ClusterState = 0;

/**
 * Longer than any emoji sequence; more marks than that on one letter are an attack on the renderer.
 */
const joinLimit = 16;

const ends = {
  /** An emoji that is drawn as text until U+FE0F follows. */
  textEmoji: 1 << 3,
  modifierBase: 1 << 4,
  pictograph: 1 << 5,
  joinedPictograph: 1 << 6,
  flagHalf: 1 << 7,
  keycapBase: 1 << 8,
  hangulLeading: 1 << 9,
  hangulVowel: 1 << 10,
  hangulSyllable: 1 << 11,
  /** A vowel that sits on its leading consonant. */
  hangulJoinedVowel: 1 << 12,
} as const;

const joinCountShift = 13;

const marks =
  /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/u;
const pictographs = /\p{Extended_Pictographic}/u;
const emoji = /\p{Emoji}/u;
const emojiPresentation = /\p{Emoji_Presentation}/u;
const modifierBases = /\p{Emoji_Modifier_Base}/u;

const zeroWidthJoiner = 0x200d;
const emojiStyle = 0xfe0f;
const keycap = 0x20e3;

/** 0 for what takes no cell of its own, else 1 or 2. */
export function codePointWidth(codePoint: number): 0 | 1 | 2 {
  return widthIn(traitsOf(codePoint));
}

/**
 * The cluster after `codePoint`, given the cluster before it. Width 0 without a join: a mark that
 * has nothing to sit on.
 */
export function nextCluster(codePoint: number, before: ClusterState): ClusterState {
  if (codePoint >= 0x20 && codePoint < 0x7f) return isKeycapBase(codePoint) ? narrowKeycap : narrow;
  const traits = traitsOf(codePoint);
  const width = clusterWidth(before);
  if (widthIn(traits) === 0) return withMark(codePoint, before);
  if (width > 0 && joinCount(before) < joinLimit) {
    const joined = joinedWidth(codePoint, traits, before);
    if (joined > 0) {
      return packed(
        joined,
        'joins',
        endAfterJoin(codePoint, traits, before),
        joinCount(before) + 1,
      );
    }
  }
  return traits & ~1;
}

export function clusterWidth(state: ClusterState): number {
  return (state >> 1) & 3;
}

export function joinsBefore(state: ClusterState): boolean {
  return (state & 1) === 1;
}

/** Cells that plain text (no escape sequences) takes. */
export function textWidth(text: string): number {
  if (isAscii(text)) return text.length;
  let width = 0;
  for (const cluster of clustersOf(text)) width += cluster.columns;
  return width;
}

/**
 * The start of plain text that fits into `columns` cells; a wide cluster cut by the edge becomes a
 * blank.
 */
export function clipText(text: string, columns: number): string {
  if (isAscii(text)) return text.slice(0, Math.max(0, columns));
  let clipped = '';
  let width = 0;
  for (const cluster of clustersOf(text)) {
    if (width + cluster.columns > columns)
      return clipped + ' '.repeat(Math.max(0, columns - width));
    clipped += cluster.text;
    width += cluster.columns;
  }
  return clipped;
}

/**
 * Text as a terminal lays it into cells. `columns` is 0 only for marks that have nothing to sit on.
 */
export function clustersOf(
  text: string,
): readonly { readonly text: string; readonly columns: number }[] {
  const clusters: { text: string; columns: number }[] = [];
  let state = noCluster;
  for (const character of text) {
    state = nextCluster(character.codePointAt(0) ?? 0, state);
    const last = clusters.at(-1);
    if (joinsBefore(state) && last) {
      last.text += character;
      last.columns = clusterWidth(state);
    } else {
      clusters.push({ text: character, columns: clusterWidth(state) });
    }
  }
  return clusters;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function isKeycapBase(codePoint: number): boolean {
  return (codePoint >= 0x30 && codePoint <= 0x39) || codePoint === 0x23 || codePoint === 0x2a;
}

function packed(
  width: number,
  place: 'joins' | 'starts',
  end: number,
  joins: number,
): ClusterState {
  return (joins << joinCountShift) | end | (width << 1) | (place === 'joins' ? 1 : 0);
}

const narrow = packed(1, 'starts', 0, 0);
const narrowKeycap = packed(1, 'starts', ends.keycapBase, 0);

function joinCount(state: ClusterState): number {
  return state >> joinCountShift;
}

function widthIn(traits: number): 0 | 1 | 2 {
  const width = (traits >> 1) & 3;
  return width === 0 ? 0 : width === 1 ? 1 : 2;
}

function withMark(codePoint: number, before: ClusterState): ClusterState {
  const width = clusterWidth(before);
  if (width === 0 || joinCount(before) >= joinLimit) return noCluster;
  const joins = joinCount(before) + 1;
  if (codePoint === emojiStyle) {
    const end = before & (ends.pictograph | ends.keycapBase);
    return packed(before & ends.textEmoji ? 2 : width, 'joins', end, joins);
  }
  if (codePoint === keycap && before & ends.keycapBase) return packed(2, 'joins', 0, joins);
  if (codePoint === zeroWidthJoiner && before & ends.pictograph) {
    return packed(width, 'joins', ends.joinedPictograph, joins);
  }
  return packed(width, 'joins', before & ends.pictograph, joins);
}

/**
 * The width of the cluster once `codePoint`, which has a width of its own, belongs to it; 0 when it
 * does not.
 */
function joinedWidth(codePoint: number, traits: number, before: ClusterState): number {
  const width = clusterWidth(before);
  const sought = soughtEnd(codePoint, traits);
  if ((before & sought) === 0) return 0;
  return traits & ends.hangulVowel || isHangulTrailing(codePoint) ? width : 2;
}

/** The ends that a cluster before it must have one of, for `codePoint` to join it. */
function soughtEnd(codePoint: number, traits: number): number {
  if (traits & ends.flagHalf) return ends.flagHalf;
  if (isEmojiModifier(codePoint)) return ends.modifierBase;
  if (traits & ends.pictograph) return ends.joinedPictograph;
  if (traits & ends.hangulVowel) return ends.hangulLeading | ends.hangulSyllable;
  return isHangulTrailing(codePoint) ? ends.hangulJoinedVowel | ends.hangulSyllable : 0;
}

function endAfterJoin(codePoint: number, traits: number, before: ClusterState): number {
  if (traits & ends.flagHalf) return 0;
  if (isEmojiModifier(codePoint)) return ends.pictograph;
  if (traits & ends.pictograph) return traits & (ends.pictograph | ends.modifierBase);
  if (before & ends.hangulSyllable) return ends.hangulSyllable;
  return traits & ends.hangulVowel ? ends.hangulJoinedVowel : 0;
}

function isEmojiModifier(codePoint: number): boolean {
  return codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
}

function isHangulTrailing(codePoint: number): boolean {
  return (
    (codePoint >= 0x11a8 && codePoint <= 0x11ff) || (codePoint >= 0xd7cb && codePoint <= 0xd7fb)
  );
}

/**
 * 256 code points a page, made when first met: Unicode properties by regular expression are slow to
 * ask.
 */
const pages = new Map<number, Uint16Array>();

/** The state of a cluster that is this one code point. */
function traitsOf(codePoint: number): number {
  let page = pages.get(codePoint >> 8);
  if (!page) {
    const first = codePoint & ~0xff;
    page = Uint16Array.from({ length: 256 }, (_, offset) => readTraits(first + offset));
    pages.set(codePoint >> 8, page);
  }
  return page[codePoint & 0xff] ?? narrow;
}

function readTraits(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (marks.test(character)) return 0;
  const pictograph = pictographs.test(character) && !isEmojiModifier(codePoint);
  const textEmoji =
    emoji.test(character) && !emojiPresentation.test(character) && !isKeycapBase(codePoint);
  const end =
    (pictograph ? ends.pictograph : 0) |
    (textEmoji ? ends.textEmoji : 0) |
    (modifierBases.test(character) ? ends.modifierBase : 0) |
    (codePoint >= 0x1f1e6 && codePoint <= 0x1f1ff ? ends.flagHalf : 0) |
    (isKeycapBase(codePoint) ? ends.keycapBase : 0) |
    hangulEnd(codePoint);
  return packed(eastAsianWidth(codePoint), 'starts', end, 0);
}

function hangulEnd(codePoint: number): number {
  if (
    (codePoint >= 0x1100 && codePoint <= 0x115f) ||
    (codePoint >= 0xa960 && codePoint <= 0xa97c)
  ) {
    return ends.hangulLeading;
  }
  if (
    (codePoint >= 0x1160 && codePoint <= 0x11a7) ||
    (codePoint >= 0xd7b0 && codePoint <= 0xd7c6)
  ) {
    return ends.hangulVowel;
  }
  return codePoint >= 0xac00 && codePoint <= 0xd7a3 ? ends.hangulSyllable : 0;
}
