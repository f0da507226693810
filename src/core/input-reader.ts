import {
  keepPasted,
  type OpenPaste,
  openPaste,
  pastedText,
  pasteEndIn,
} from './bracketed-paste.ts';
import type { InputEvent } from './input-event.ts';
import type { Unfinished } from './input-sequences.ts';
import { gridStep, keyOfEscape, leaveKeysOf, typeStep } from './input-steps.ts';

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

const nothing = new Uint8Array();
const ctrlC = 0x03;

export type InputReaderOptions = {
  /** Asked again after each event, so that the byte after a key which changes the mode means what it does then. */
  readonly mode: () => InputMode;
  /** The characters that leave TYPE when pressed with Ctrl, e.g. `q` and `]`. */
  readonly leaveKeys: readonly string[];
  readonly emit: (event: InputEvent) => void;
};

/** Turns the raw bytes of the outer terminal into events. */
export function inputReader(options: InputReaderOptions): InputReader {
  const { mode } = options;
  const leave = leaveKeysOf(options.leaveKeys);
  let held = nothing;
  let heldAs: Unfinished['type'] = 'unclear';
  let paste: { readonly mode: InputMode; readonly open: OpenPaste } | null = null;

  let raw: Uint8Array[] = [];
  const sendRaw = () => {
    if (raw.length > 0) options.emit({ type: 'raw', bytes: joined(raw) });
    raw = [];
  };
  /** Raw bytes that follow each other go out as one event, in their place among the others. */
  const emit = (event: InputEvent) => {
    if (event.type === 'raw') {
      raw.push(event.bytes);
    } else {
      sendRaw();
      options.emit(event);
    }
  };

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
    const step = current === 'type' ? typeStep(bytes, at, leave) : gridStep(bytes, at);
    switch (step.type) {
      case 'raw':
        emit({ type: 'raw', bytes: bytes.subarray(at, step.end) });
        return step.end;
      case 'paste-start':
        paste = { mode: current, open: openPaste() };
        if (current === 'type') emit({ type: 'raw', bytes: bytes.subarray(at, step.end) });
        return step.end;
      case 'events':
        for (const event of step.events) emit(event);
        return step.end;
      default:
        held = bytes.slice(at);
        heldAs = step.type;
        return null;
    }
  };

  const readAll = (bytes: Uint8Array) => {
    for (let at: number | null = 0; at !== null && at < bytes.length; ) {
      at = paste ? readPaste(paste.open, bytes, at) : readStep(bytes, at);
    }
  };

  return {
    read(bytes) {
      if (paste?.mode === 'grid' && bytes.length === 1 && bytes[0] === ctrlC) {
        endPaste();
        return;
      }
      const all = held.length === 0 ? bytes : joined([held, bytes]);
      held = nothing;
      readAll(all);
      sendRaw();
    },
    flushDelayMs() {
      if (paste) return pasteDelayMs;
      if (held.length === 0) return null;
      return heldAs === 'unclear' ? escapeDelayMs : partialDelayMs;
    },
    flush() {
      if (paste) {
        endPaste();
        return;
      }
      const released = held;
      held = nothing;
      if (released.length === 0 || heldAs === 'answer') return;
      if (mode() === 'type') options.emit({ type: 'raw', bytes: released });
      else if (heldAs === 'unclear') emit({ type: 'key', key: keyOfHeld(released) });
    },
  };
}

/** ESC, or ESC and one of the characters that start a sequence. */
function keyOfHeld(bytes: Uint8Array): ReturnType<typeof keyOfEscape> {
  return keyOfEscape(bytes.length > 1 ? String.fromCharCode(bytes[1] ?? 0) : '');
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
