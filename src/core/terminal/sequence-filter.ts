import {
  controlBytes,
  isIntroducer,
  type OpenString,
  type ScreenSize,
  sequenceAt,
} from './terminal-sequence.ts';

/**
 * Stands between an agent's output and its emulator, because @xterm/headless 6.0.0 has three traps:
 * counts in scrolling and editing sequences are loops without a limit (12 bytes freeze the
 * process), an OSC or DCS that never ends swallows all that follows, and a character split between
 * two writes may be lost.
 */
export type SequenceFilter = {
  /**
   * What the emulator may parse now; it ends between two characters and outside of short sequences.
   */
  readonly push: (chunk: Uint8Array) => Uint8Array;
  readonly resize: (size: ScreenSize) => void;
  /** Whether all that came was passed on, and no sequence or string is open. */
  readonly isBetween: () => boolean;
};

/**
 * Codex's longest string (a clipboard write) is far shorter; after that many bytes its end will not
 * come.
 */
export const stringLimitBytes = 1024 * 1024;

export function sequenceFilter(initialSize: ScreenSize): SequenceFilter {
  let size = initialSize;
  let held: Uint8Array = new Uint8Array(0);
  let open: OpenString | null = null;

  /** Index behind what starts at `at`; null when that is not all there yet. */
  const endOfNext = (bytes: EditedBytes, at: number): number | null => {
    if (open) {
      const stop = endOfString(bytes.original, at, open);
      if (stop.isTooLong) bytes.replace(stop.at, stop.at, [controlBytes.cancel]);
      open = stop.open;
      return stop.at;
    }
    if (!isIntroducer(bytes.original, at)) return nextIntroducer(bytes.original, at);
    const sequence = sequenceAt(bytes.original, at, size);
    if (!sequence) return null;
    if (sequence.instead) bytes.replace(at, sequence.end, sequence.instead);
    open = sequence.opens;
    return sequence.end;
  };

  return {
    push(chunk) {
      const all = held.length === 0 ? chunk : concatenated([held, chunk]);
      const bytes = editedBytes(all.subarray(0, all.length - cutCharacterBytes(all)));
      let at = 0;
      while (at < bytes.original.length) {
        const end = endOfNext(bytes, at);
        if (end === null) break;
        at = end;
      }
      held = all.slice(at);
      return bytes.upTo(at);
    },
    resize(newSize) {
      size = newSize;
    },
    isBetween: () => held.length === 0 && open === null,
  };
}

type EditedBytes = ReturnType<typeof editedBytes>;

/** Bytes with some ranges replaced; copies nothing while nothing is. */
function editedBytes(original: Uint8Array) {
  const pieces: Uint8Array[] = [];
  let copied = 0;
  return {
    original,
    replace(start: number, end: number, instead: readonly number[]) {
      pieces.push(original.subarray(copied, start), Uint8Array.from(instead));
      copied = end;
    },
    upTo(end: number): Uint8Array {
      const rest = original.subarray(copied, end);
      return pieces.length === 0 ? rest : concatenated([...pieces, rest]);
    },
  };
}

function nextIntroducer(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== controlBytes.escape && byte !== controlBytes.c1Lead) continue;
    if (isIntroducer(bytes, at)) return at;
  }
  return bytes.length;
}

/**
 * Where the open string stops: behind its BEL, or before the ESC or C1 control that ends it or
 * breaks it off.
 */
function endOfString(bytes: Uint8Array, from: number, open: OpenString) {
  const limit = Math.min(bytes.length, from + stringLimitBytes - open.sizeBytes);
  for (let at = from; at < limit; at += 1) {
    const byte = bytes[at];
    if (isIntroducer(bytes, at)) return { at, isTooLong: false, open: null };
    const isBell = byte === controlBytes.bell && open.kind === 'command';
    if (isBell || byte === controlBytes.cancel || byte === controlBytes.substitute) {
      return { at: at + 1, isTooLong: false, open: null };
    }
  }
  if (limit < bytes.length) return { at: limit, isTooLong: true, open: null };
  return {
    at: limit,
    isTooLong: false,
    open: { ...open, sizeBytes: open.sizeBytes + limit - from },
  };
}

/**
 * How many bytes at the end are the start of a UTF-8 character that goes on in the next chunk: 0 to
 * 3.
 */
function cutCharacterBytes(bytes: Uint8Array): number {
  const lead = bytes.subarray(-3).findLastIndex((byte) => byte < 0x80 || byte >= 0xc0);
  const tail = bytes.subarray(-3).subarray(Math.max(0, lead));
  const first = tail[0] ?? 0;
  if (lead === -1 || first < 0xc0 || first >= 0xf8) return 0;
  const characterBytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  return tail.length < characterBytes ? tail.length : 0;
}

function concatenated(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
