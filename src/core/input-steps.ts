import { pasteStartBody } from './bracketed-paste.ts';
import type { InputEvent, Key } from './input-event.ts';
import { type Sequence, sequenceAt, type Unfinished } from './input-sequences.ts';
import { isCtrlReport, keyOfCharacter, keyOfControl, keyOfSingleShift } from './key-decoder.ts';
import { mouseOfControl } from './mouse.ts';
import { factOfControl, factOfString, isAnswer } from './terminal-answers.ts';
import { characterEnd, decodeUtf8 } from './utf8.ts';

/** What the bytes from some place to before `end` are. */
export type Step =
  /** TYPE only: nothing of ours, for the agent as it is. */
  | { readonly type: 'raw'; readonly end: number }
  | { readonly type: 'paste-start'; readonly end: number }
  | { readonly type: 'events'; readonly end: number; readonly events: readonly InputEvent[] }
  | Unfinished;

const escapeByte = 0x1b;

/** The leave keys: characters that are pressed with Ctrl, and the bytes that terminals send for it. */
export type LeaveKeys = {
  readonly characters: readonly string[];
  readonly bytes: readonly number[];
};

export function leaveKeysOf(characters: readonly string[]): LeaveKeys {
  const bytes = characters.map((character) => character.toUpperCase().charCodeAt(0) & 0x1f);
  return { characters, bytes };
}

/** The next step at `at`, which lies inside the bytes, while an agent owns the keyboard. */
export function typeStep(bytes: Uint8Array, at: number, leave: LeaveKeys): Step {
  const first = bytes[at] ?? 0;
  if (leave.bytes.includes(first))
    return { type: 'events', end: at + 1, events: [{ type: 'leave' }] };
  if (first !== escapeByte) return { type: 'raw', end: plainEnd(bytes, at, leave) };
  const sequence = sequenceAt(bytes, at);
  switch (sequence.type) {
    case 'unclear':
    case 'partial':
    case 'answer':
      return sequence;
    case 'escape':
      // Esc and the leave key at once are two keys: there is no way to be too fast for the leave key.
      return leave.bytes.includes(sequence.character.charCodeAt(0))
        ? { type: 'raw', end: at + 1 }
        : { type: 'raw', end: sequence.end };
    case 'string':
      return terminalStep(sequence);
    case 'control':
      if (sequence.body === pasteStartBody) return { type: 'paste-start', end: sequence.end };
      return leaveStep(sequence, leave) ?? ownStep(sequence) ?? { type: 'raw', end: sequence.end };
    case 'single-shift':
    case 'broken':
      return { type: 'raw', end: sequence.end };
  }
}

function plainEnd(bytes: Uint8Array, start: number, leave: LeaveKeys): number {
  let end = start + 1;
  while (end < bytes.length) {
    const byte = bytes[end] ?? 0;
    if (byte === escapeByte || (byte < 0x20 && leave.bytes.includes(byte))) break;
    end += 1;
  }
  return end;
}

/** The next step at `at`, which lies inside the bytes, while the screen owns the keyboard. */
export function gridStep(bytes: Uint8Array, at: number): Step {
  const first = bytes[at] ?? 0;
  if (first !== escapeByte) {
    const end = characterEnd(bytes, at);
    if (end === null) return { type: 'partial' };
    return keyStep(end, keyOfCharacter(decodeUtf8(bytes.subarray(at, end))));
  }
  const sequence = sequenceAt(bytes, at);
  switch (sequence.type) {
    case 'unclear':
    case 'partial':
    case 'answer':
      return sequence;
    case 'escape':
      return keyStep(sequence.end, keyOfEscape(sequence.character));
    case 'single-shift':
      return keyStep(sequence.end, keyOfSingleShift(sequence.final));
    case 'string':
      return terminalStep(sequence);
    case 'control':
      if (sequence.body === pasteStartBody) return { type: 'paste-start', end: sequence.end };
      return ownStep(sequence) ?? keyStep(sequence.end, keyOfControl(sequence.body));
    case 'broken':
      return { type: 'events', end: sequence.end, events: [] };
  }
}

/** Alt with a character; Esc alone for ''. */
export function keyOfEscape(character: string): Key {
  if (character === '') return keyOfCharacter('\x1b');
  return { ...keyOfCharacter(character), alt: true };
}

function keyStep(end: number, key: Key | null): Step {
  return { type: 'events', end, events: key ? [{ type: 'key', key }] : [] };
}

type Control = Extract<Sequence, { type: 'control' }>;

function leaveStep({ body, end }: Control, leave: LeaveKeys): Step | null {
  const press = isCtrlReport(body, leave.characters);
  if (press === null) return null;
  return { type: 'events', end, events: press === 'press' ? [{ type: 'leave' }] : [] };
}

/** What is meant for the screen in either mode: mouse and focus reports, and answers; null for the rest. */
function ownStep({ body, end }: Control): Step | null {
  const events = (event: InputEvent | null): Step => ({
    type: 'events',
    end,
    events: event ? [event] : [],
  });
  if (body === 'I' || body === 'O') return events({ type: 'focus', focused: body === 'I' });
  if (body === 'M' || body.startsWith('<')) {
    const mouse = mouseOfControl(body);
    return events(mouse && { type: 'mouse', mouse });
  }
  return isAnswer(body) ? events(factOfControl(body)) : null;
}

function terminalStep({ body, end }: Extract<Sequence, { type: 'string' }>): Step {
  const fact = factOfString(body);
  return { type: 'events', end, events: fact ? [fact] : [] };
}
