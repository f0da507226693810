import { characterEnd, decodeUtf8 } from '../text/utf8.ts';

/** One thing that a terminal sent, from its first to before its last byte. */
export type Sequence =
  | { readonly type: 'control'; readonly end: number; readonly body: string }
  | { readonly type: 'single-shift'; readonly end: number; readonly final: string }
  /** Alt with a character, or a lone ESC when `character` is ''. */
  | { readonly type: 'escape'; readonly end: number; readonly character: string }
  /** An answer as a string: OSC, DCS or APC. */
  | { readonly type: 'string'; readonly end: number; readonly body: string }
  /** The start of something that no terminal sends. */
  | { readonly type: 'broken'; readonly end: number };

/**
 * What may still become a sequence. `unclear` may as well be keys that a person pressed, a `partial` one is too long
 * for that, and an `answer` can only be the terminal's own.
 */
export type Unfinished = { readonly type: 'unclear' | 'partial' | 'answer' };

const escapeByte = 0x1b;
const bell = 0x07;

/** Longer than any key or mouse report; what goes on longer is not a control sequence. */
const controlLimitBytes = 64;

/** Longer than any answer to what we ask. */
const stringLimitBytes = 1024;

/** The sequence that starts with the ESC at `start`. */
export function sequenceAt(bytes: Uint8Array, start: number): Sequence | Unfinished {
  const second = bytes[start + 1];
  if (second === undefined) return { type: 'unclear' };
  switch (String.fromCharCode(second)) {
    case '[':
      return controlAt(bytes, start);
    case 'O':
      return singleShiftAt(bytes, start);
    case ']':
      return stringAt(bytes, start, /^\d{1,3}(?:;|$)/);
    case 'P':
      return stringAt(bytes, start, /^[0-9>!]/);
    case '_':
      return stringAt(bytes, start, /^G/);
    default:
      return escapeAt(bytes, start);
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function escapeAt(bytes: Uint8Array, start: number): Sequence | Unfinished {
  const first = bytes[start + 1] ?? 0;
  if (first === escapeByte) return { type: 'escape', end: start + 1, character: '' };
  const end = characterEnd(bytes, start + 1);
  if (end === null) return { type: 'unclear' };
  return { type: 'escape', end, character: decodeUtf8(bytes.subarray(start + 1, end)) };
}

function controlAt(bytes: Uint8Array, start: number): Sequence | Unfinished {
  const third = bytes[start + 2];
  // The Linux console's F1 to F5 are `CSI [ A` to `CSI [ E`.
  const bodyStart = third === 0x5b ? start + 3 : start + 2;
  const bodyLimit = Math.min(bytes.length, start + controlLimitBytes);
  for (let at = bodyStart; at < bodyLimit; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isFinal(byte, third)) return controlEnding(bytes, start, at + 1);
    if (byte < 0x20 || byte > 0x3f) return { type: 'broken', end: at };
  }
  if (bodyLimit < bytes.length) return { type: 'broken', end: bodyLimit };
  const isAnswer = third !== undefined && third >= 0x3c && third <= 0x3f;
  if (isAnswer) return { type: 'answer' };
  return { type: third === undefined ? 'unclear' : 'partial' };
}

function isFinal(byte: number, third: number | undefined): boolean {
  // rxvt ends the sequences of keys with Shift in a dollar; in answers it stands before the end.
  const isDollarKey = byte === 0x24 && third !== 0x3f;
  return (byte >= 0x40 && byte <= 0x7e) || isDollarKey;
}

function controlEnding(bytes: Uint8Array, start: number, end: number): Sequence | Unfinished {
  const body = textOf(bytes, start + 2, end);
  if (body !== 'M') return { type: 'control', end, body };
  // A mouse report of a terminal that knows no SGR reports: three more bytes.
  return end + 3 > bytes.length ? { type: 'answer' } : { type: 'control', end: end + 3, body };
}

function singleShiftAt(bytes: Uint8Array, start: number): Sequence | Unfinished {
  const third = bytes[start + 2];
  if (third === undefined) return { type: 'unclear' };
  const isFinalLetter = third >= 0x40 && third <= 0x7e;
  if (!isFinalLetter) return { type: 'escape', end: start + 2, character: 'O' };
  return { type: 'single-shift', end: start + 3, final: String.fromCharCode(third) };
}

function stringAt(bytes: Uint8Array, start: number, opening: RegExp): Sequence | Unfinished {
  if (bytes.length === start + 2) return { type: 'unclear' };
  if (!opening.test(textOf(bytes, start + 2, Math.min(bytes.length, start + 6)))) {
    return escapeAt(bytes, start);
  }
  const limit = Math.min(bytes.length, start + stringLimitBytes);
  for (let at = start + 2; at < limit; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === bell) return { type: 'string', end: at + 1, body: textOf(bytes, start + 1, at) };
    if (byte === escapeByte) return stringEndAt(bytes, start, at);
    if (byte < 0x20) return { type: 'broken', end: at };
  }
  if (limit < bytes.length) return { type: 'broken', end: limit };
  return { type: limit > start + 5 ? 'answer' : 'partial' };
}

function stringEndAt(bytes: Uint8Array, start: number, at: number): Sequence | Unfinished {
  if (at + 1 === bytes.length) return { type: 'answer' };
  const body = textOf(bytes, start + 1, at);
  return { type: 'string', end: bytes[at + 1] === 0x5c ? at + 2 : at, body };
}
