import { leaveKeysOf } from '../screen/leave-keys.ts';
import {
  keepPasted,
  type OpenPaste,
  openPaste,
  pastedText,
  pasteEndIn,
} from './bracketed-paste.ts';
import type { InputEvent } from './input-event.ts';
import type { Unfinished } from './input-sequences.ts';
import { gridStep, keyOfUnclear, typeStep } from './input-steps.ts';

/** Who owns the keyboard: the screen, or one agent, byte for byte. */
export type InputMode = 'grid' | 'type';

export type InputReader = {
  /** Takes the terminal's bytes in any cuts, and tells what they mean. */
  readonly read: (bytes: Uint8Array) => void;
  /** How long to wait for more bytes before `flush`; null when nothing is held back. */
  readonly flushDelayMs: () => number | null;
  /** No more bytes came: what was held back is what it looks like by itself. */
  readonly flush: () => void;
};

/** What a slow line may need between two bytes of a key; an Esc alone is only known after it. */
export const escapeDelayMs = 50;

/** Nobody waits for the rest of an answer or of a long sequence: there is time. */
export const partialDelayMs = 500;

/** A paste that is silent for so long has lost its end. */
export const pasteDelayMs = 2000;

export type InputReaderOptions = {
  /** Asked again after each event, so that the byte after a key which changes the mode means what it does then. */
  readonly mode: () => InputMode;
  /** What leaves TYPE, as `keyText` writes keys; asked again like the mode. */
  readonly leaveKeys: () => readonly string[];
  readonly emit: (event: InputEvent) => void;
};

type Held = { readonly bytes: Uint8Array; readonly as: Unfinished['type'] };

const ctrlC = 0x03;

/** Turns the raw bytes of the outer terminal into events. */
export function inputReader(options: InputReaderOptions): InputReader {
  const { mode } = options;
  const leave = () => leaveKeysOf(options.leaveKeys());
  const { emit, sendRaw } = withJoinedRaw(options.emit);
  let held: Held | null = null;
  let paste: { readonly mode: InputMode; readonly open: OpenPaste } | null = null;

  const endPaste = () => {
    if (paste?.mode === 'grid') emit({ type: 'paste', text: pastedText(paste.open) });
    paste = null;
  };

  /** Takes what the paste has of the bytes from `at` on; returns where that ends. */
  const readPaste = (open: OpenPaste, bytes: Uint8Array, at: number): number => {
    const end = pasteEndIn(open, bytes, at);
    const pasted = bytes.subarray(at, end ?? bytes.length);
    if (paste?.mode === 'grid') keepPasted(open, pasted);
    else emit({ type: 'raw', bytes: pasted });
    if (end !== null) endPaste();
    return at + pasted.length;
  };

  /** Takes one step at `at`; returns where it ends, or null when the rest is held back. */
  const readStep = (bytes: Uint8Array, at: number): number | null => {
    const current = mode();
    const step = current === 'type' ? typeStep(bytes, at, leave()) : gridStep(bytes, at);
    if (step.type !== 'read' && step.type !== 'paste-start') {
      held = { bytes: bytes.slice(at), as: step.type };
      return null;
    }
    if (step.type === 'paste-start') paste = { mode: current, open: openPaste() };
    for (const event of step.events) emit(event);
    return step.end;
  };

  return {
    read(bytes) {
      if (paste?.mode === 'grid' && bytes.length === 1 && bytes[0] === ctrlC) return endPaste();
      const all = held ? joined([held.bytes, bytes]) : bytes;
      held = null;
      for (let at: number | null = 0; at !== null && at < all.length; ) {
        at = paste ? readPaste(paste.open, all, at) : readStep(all, at);
      }
      sendRaw();
    },
    flushDelayMs() {
      if (paste) return pasteDelayMs;
      return held && (held.as === 'unclear' ? escapeDelayMs : partialDelayMs);
    },
    flush() {
      if (paste) endPaste();
      if (held) for (const event of eventsOfHeld(held, mode())) options.emit(event);
      held = null;
    },
  };
}

/** What was held back, now that nothing follows it. */
function eventsOfHeld({ bytes, as }: Held, mode: InputMode): readonly InputEvent[] {
  if (as === 'answer') return [];
  if (mode === 'type') return [{ type: 'raw', bytes }];
  return as === 'unclear' ? [{ type: 'key', key: keyOfUnclear(bytes) }] : [];
}

/** Raw bytes that follow each other go out as one event, in their place among the others, at the latest by `sendRaw`. */
function withJoinedRaw(emit: (event: InputEvent) => void) {
  let raw: Uint8Array[] = [];
  const sendRaw = () => {
    const parts = raw;
    raw = [];
    if (parts.length > 0) emit({ type: 'raw', bytes: joined(parts) });
  };
  return {
    sendRaw,
    emit(event: InputEvent) {
      if (event.type === 'raw') {
        raw.push(event.bytes);
        return;
      }
      sendRaw();
      emit(event);
    },
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let length = 0;
  for (const part of parts) {
    bytes.set(part, length);
    length += part.length;
  }
  return bytes;
}
