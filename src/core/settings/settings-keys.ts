import { guess, listed } from '../agent/near-name.ts';
import { keymap } from '../screen/keymap.ts';
import { keyRows } from '../terminal/key-table.ts';
import { shownValue, type ValueProblem } from './settings-value.ts';

/** Keys by action, written as `keyText` writes them. */
export type KeySettings = Readonly<Record<string, readonly string[]>>;

/** Ends typing; it is no action of GRID. */
export const leaveAction = 'leave';

export const keyActions: readonly string[] = [
  leaveAction,
  ...new Set(keymap.flatMap(({ keys }) => Object.values(keys))),
];

/** Checks the names of actions and keys, and that no key is left with two actions. */
export function readKeys(
  given: KeySettings,
): { readonly value: KeySettings } | { readonly problems: readonly ValueProblem[] } {
  const problems: ValueProblem[] = [];
  const entries = Object.entries(given).map(([action, names]) => {
    const keys = names.map((name) => writtenKey(name));
    const problem = actionProblem(action) ?? namesProblem(action, names, keys);
    if (problem !== null) problems.push({ within: [action], text: problem });
    return [action, keys.filter((key) => key !== null)] as const;
  });
  const value = Object.fromEntries(entries);
  if (problems.length === 0) problems.push(...sharedKeys(value));
  return problems.length > 0 ? { problems } : { value };
}

/** A key as `keyText` writes it, from the ways people write it (`ctrl+q`, `esc`); null for what is no key. */
export function writtenKey(name: string): string | null {
  const [, prefixes = '', rest = ''] =
    /^((?:(?:ctrl|alt|shift)[+-](?=.))*)(.+)$/isu.exec(name) ?? [];
  const has = (modifier: string) => prefixes.toLowerCase().includes(modifier);
  const isCharacter = [...rest].length === 1;
  const [ctrl, alt, shift] = [has('ctrl'), has('alt'), has('shift')];
  if (isCharacter && (/\s/.test(rest) || rest < ' ')) return null;
  const special = keyNames.get(rest.toLowerCase());
  if (!isCharacter && special === undefined) return null;
  const character = ctrl || shift ? rest.toUpperCase() : rest;
  return [
    ctrl ? 'Ctrl+' : '',
    alt ? 'Alt+' : '',
    shift && !isCharacter ? 'Shift+' : '',
    special ?? character,
  ].join('');
}

const keyNames = new Map(
  [
    ...keyRows.flatMap(({ name, typedNames }) =>
      [name, ...typedNames].map((alias) => [alias, name]),
    ),
    ['Esc', 'Escape'],
    ['Return', 'Enter'],
  ].map(([alias = '', name = '']) => [alias.toLowerCase(), name] as const),
);

function actionProblem(action: string): string | null {
  if (keyActions.includes(action)) return null;
  const actions = keyActions.filter((name) => !/^tile-\d/.test(name));
  return `names no action.${guess(keyActions, action)} The actions are ${listed([...actions, 'tile-1 to tile-10'])}.`;
}

function namesProblem(
  action: string,
  names: readonly string[],
  keys: readonly (string | null)[],
): string | null {
  const unknown = names[keys.indexOf(null)];
  if (unknown !== undefined) {
    return `says ${shownValue(unknown)}, which is no key. Keys are written a, A, Ctrl+A, Alt+A, Shift+Tab, Enter, Up or F5.${guess([...keyNames.values()], unknown)}`;
  }
  if (action !== leaveAction) return null;
  if (keys.length === 0) return 'needs a key: without one nothing would end typing.';
  const unusable = keys.find((key) => key !== null && !canLeave(key));
  return unusable === undefined
    ? null
    : `says ${unusable}, which codex needs. Use Ctrl with one of Q ] \\ ^ _ or Space, an F-key, or Alt with a digit.`;
}

/** Codex binds nearly every other key; what it binds must reach it. */
function canLeave(key: string): boolean {
  return (
    /^(Ctrl\+([A-Z\]\\^_@]|Space)|(Ctrl\+|Alt\+|Shift\+)*F\d+|Alt\+\d)$/.test(key) &&
    !/^Ctrl\+[CDHIJMZ]$/.test(key)
  );
}

/** An action would silently be lost if its key did something else. */
function sharedKeys(given: KeySettings): readonly ValueProblem[] {
  const own = ownKeys(given);
  const others = [...builtInKeys(own), ...own.map(({ action, keys }) => [action, keys] as const)];
  return own.flatMap(({ action, keys, within }) =>
    others.flatMap(([other, taken]) => {
      const shared = keys.find((key) => taken.includes(key));
      if (other === action || shared === undefined) return [];
      const text = `says ${shared}, which is a key of ${other}. Give ${other} another key as well.`;
      return [{ within: [within], text }];
    }),
  );
}

type OwnKeys = {
  readonly action: string;
  readonly keys: readonly string[];
  readonly within: string;
};

/** What the user binds in GRID. What leaves typing brings back to it there, unless that has keys of its own. */
function ownKeys(given: KeySettings): readonly OwnKeys[] {
  return Object.entries(given).flatMap(([name, keys]) => {
    if (name !== leaveAction) return [{ action: name, keys, within: name }];
    return Object.hasOwn(given, 'type-again') ? [] : [{ action: 'type-again', keys, within: name }];
  });
}

/** The keys of every action that the user leaves as it is. */
function builtInKeys(own: readonly OwnKeys[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { keys } of keymap) {
    for (const [key, action] of Object.entries(keys)) {
      if (own.some((other) => other.action === action)) continue;
      found.set(action, [...(found.get(action) ?? []), key]);
    }
  }
  return found;
}
