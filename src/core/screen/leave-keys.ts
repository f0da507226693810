import type { Key } from '../terminal/input-event.ts';
import { ctrlReport, keyOfControl } from '../terminal/key-decoder.ts';
import { keyText } from './key-text.ts';

/** The keys that end typing. */
export type LeaveKeys = {
  /** Those that are a character with Ctrl, and the bytes that terminals send for them. */
  readonly characters: readonly string[];
  readonly bytes: readonly number[];
  /** The rest, as `keyText` writes them. */
  readonly others: readonly string[];
};

const withCtrl = /^Ctrl\+(Space|.)$/;

export function leaveKeysOf(texts: readonly string[]): LeaveKeys {
  const characters = texts.flatMap((text) => {
    const [, name = ''] = withCtrl.exec(text) ?? [];
    if (name === '') return [];
    return [name === 'Space' ? ' ' : name.toLowerCase()];
  });
  const bytes = characters.map((character) => character.toUpperCase().charCodeAt(0) & 0x1f);
  return { characters, bytes, others: texts.filter((text) => !withCtrl.test(text)) };
}

/** Whether it is one that is no character with Ctrl. */
export function isLeaveKey(key: Key | null, leave: LeaveKeys): boolean {
  return key !== null && leave.others.includes(keyText(key));
}

/** Whether `CSI body` reports one of them, in whatever layout and lock; null when it does not. */
export function leaveReport(body: string, leave: LeaveKeys): 'press' | 'release' | null {
  return (
    ctrlReport(body, leave.characters) ?? (isLeaveKey(keyOfControl(body), leave) ? 'press' : null)
  );
}
