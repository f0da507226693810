import { isLeaveKey, type LeaveKeys, leaveReport } from '../screen/leave-keys.ts';
import { characterEnd, decodeUtf8 } from '../text/utf8.ts';
import { pasteStartBody } from './bracketed-paste.ts';
import type { InputEvent, Key } from './input-event.ts';
import { type Sequence, sequenceAt, type Unfinished } from './input-sequences.ts';
import { keyOfCharacter, keyOfControl, keyOfSingleShift } from './key-decoder.ts';
import { mouseOfControl } from './mouse.ts';
import { factOfControl, factOfString, isAnswer } from './terminal-answers.ts';

/** What the bytes from some place to before `end` mean; after a `paste-start` all is text until the paste ends. */
export type Step =
  | {
      readonly type: 'read' | 'paste-start';
      readonly end: number;
      readonly events: readonly InputEvent[];
    }
  | Unfinished;

const escapeByte = 0x1b;

/** The next step at `at`, which lies inside the bytes, while an agent owns the keyboard. */
export function typeStep(bytes: Uint8Array, at: number, leave: LeaveKeys): Step {
  const raw = (end: number): readonly InputEvent[] => [
    { type: 'raw', bytes: bytes.subarray(at, end) },
  ];
  const rawStep = (end: number): Step => readStep(end, raw(end));
  const first = bytes[at] ?? 0;
  if (leave.bytes.includes(first)) return leaveStep(at + 1);
  if (first !== escapeByte) return rawStep(plainEnd(bytes, at, leave));
  const sequence = sequenceAt(bytes, at);
  switch (sequence.type) {
    case 'unclear':
    case 'partial':
    case 'answer':
      return sequence;
    case 'escape':
      if (isLeaveKey(keyOfEscape(sequence.character), leave)) return leaveStep(sequence.end);
      // Esc and the leave key at once are two keys: nobody is too fast for the leave key.
      return rawStep(
        leave.bytes.includes(sequence.character.charCodeAt(0)) ? at + 1 : sequence.end,
      );
    case 'string':
      return factStep(sequence.end, factOfString(sequence.body));
    case 'control': {
      const { body, end } = sequence;
      if (body === pasteStartBody) return { type: 'paste-start', end, events: raw(end) };
      return leaveReportStep(sequence, leave) ?? ownStep(sequence) ?? rawStep(end);
    }
    case 'single-shift':
      return isLeaveKey(keyOfSingleShift(sequence.final), leave)
        ? leaveStep(sequence.end)
        : rawStep(sequence.end);
    case 'broken':
      return rawStep(sequence.end);
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
      return factStep(sequence.end, factOfString(sequence.body));
    case 'control':
      if (sequence.body === pasteStartBody) {
        return { type: 'paste-start', end: sequence.end, events: [] };
      }
      return ownStep(sequence) ?? keyStep(sequence.end, keyOfControl(sequence.body));
    case 'broken':
      return readStep(sequence.end, []);
  }
}

/** Alt with a character; Esc alone for ''. */
function keyOfEscape(character: string): Key {
  if (character === '') return keyOfCharacter('\x1b');
  return { ...keyOfCharacter(character), alt: true };
}

/** The key of an ESC, or of ESC and one of the characters that start a sequence, after which nothing came. */
export function keyOfUnclear(bytes: Uint8Array): Key {
  return keyOfEscape(bytes.length > 1 ? String.fromCharCode(bytes[1] ?? 0) : '');
}

function readStep(end: number, events: readonly InputEvent[]): Step {
  return { type: 'read', end, events };
}

function factStep(end: number, fact: InputEvent | null): Step {
  return readStep(end, fact ? [fact] : []);
}

function keyStep(end: number, key: Key | null): Step {
  return factStep(end, key && { type: 'key', key });
}

type Control = Extract<Sequence, { type: 'control' }>;

function leaveReportStep({ body, end }: Control, leave: LeaveKeys): Step | null {
  const press = leaveReport(body, leave);
  return press && factStep(end, press === 'press' ? { type: 'leave' } : null);
}

function leaveStep(end: number): Step {
  return readStep(end, [{ type: 'leave' }]);
}

/** What is meant for the screen in either mode: mouse and focus reports, and answers; null for the rest. */
function ownStep({ body, end }: Control): Step | null {
  if (body === 'I' || body === 'O') return factStep(end, { type: 'focus', focused: body === 'I' });
  if (body === 'M' || body.startsWith('<')) {
    const mouse = mouseOfControl(body);
    return factStep(end, mouse && { type: 'mouse', mouse });
  }
  return isAnswer(body) ? factStep(end, factOfControl(body)) : null;
}
