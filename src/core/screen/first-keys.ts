import { bindingOf, keyFor, keyLabel, leaveKeysIn } from './bindings.ts';
import type { Act, ScreenEvent, ScreenModel } from './screen-state.ts';

/** The keys that a newcomer needs, by what they do: `leave` ends typing. */
export const firstKeyNames = ['type', 'leave', 'new-agent', 'next-waiting', 'help'] as const;

export type FirstKey = (typeof firstKeyNames)[number];

/** What is kept from screen to screen. */
export type FirstKeys = {
  readonly used: readonly FirstKey[];
  /** How many screens have shown them, this one included. */
  readonly screens: number;
};

/** Who has not used them by then has ways of their own. */
const mostScreens = 5;

/** For a screen that opens; null once they are not shown any more. */
export function firstKeysOnOpening(kept: FirstKeys): FirstKeys | null {
  const opened = { ...kept, screens: kept.screens + 1 };
  return isOver(opened) ? null : opened;
}

/** So that no later screen shows them. */
const allUsed: FirstKeys = { used: firstKeyNames, screens: mostScreens };

function isOver({ used, screens }: FirstKeys): boolean {
  return screens > mostScreens || firstKeyNames.every((name) => used.includes(name));
}

export type FirstHint = {
  readonly key: string;
  readonly word: string;
  readonly long: string;
  readonly isUsed: boolean;
};

const words = {
  type: { word: 'type', long: 'types to it' },
  leave: { word: 'back', long: 'comes back' },
  'new-agent': { word: 'new', long: 'new agent' },
  'next-waiting': { word: 'waiting', long: 'who waits' },
  help: { word: 'help', long: 'help' },
} as const satisfies Record<FirstKey, { readonly word: string; readonly long: string }>;

/** They have the place of other hints until they were used; with a filter or marks those count more. Null: not now. */
export function firstHints(model: ScreenModel): readonly FirstHint[] | null {
  const { firstKeys, filter, marks, roster } = model;
  if (firstKeys === null || filter !== null || marks.agents.length > 0) return null;
  // The empty grid says by itself how to begin.
  if (roster.length === 0) return null;
  return firstKeyNames.map((name) => ({
    key: keyOf(model, name),
    ...words[name],
    isUsed: firstKeys.used.includes(name),
  }));
}

function keyOf({ bindings, settings }: ScreenModel, name: FirstKey): string {
  return name === 'leave' ? keyLabel(leaveKeysIn(settings.keys)[0] ?? '') : keyFor(bindings, name);
}

/** What an event did counts as used, by whatever key or click. */
export function withFirstKeys(before: ScreenModel, event: ScreenEvent, acted: Act): Act {
  const { firstKeys } = before;
  if (firstKeys === null || acted.model.firstKeys === null) return acted;
  const name = usedBy(before, event, acted.model);
  if (name === null || firstKeys.used.includes(name)) return acted;
  const kept = { ...firstKeys, used: [...firstKeys.used, name] };
  return {
    model: { ...acted.model, firstKeys: isOver(kept) ? null : kept },
    effects: [...acted.effects, { type: 'remember-first-keys', kept }],
  };
}

function usedBy(before: ScreenModel, event: ScreenEvent, after: ScreenModel): FirstKey | null {
  if (after.mode.type === 'type' && before.mode.type !== 'type') return 'type';
  if (event.type !== 'input') return null;
  if (event.input.type === 'leave') return 'leave';
  const opened = after.overlay.type === before.overlay.type ? null : after.overlay.type;
  if (opened === 'help' || opened === 'new-agent') return opened;
  if (event.input.type !== 'key' || before.overlay.type !== 'none') return null;
  const action = bindingOf(before.bindings, event.input.key)?.action;
  return action === 'next-waiting' || action === 'previous-waiting' ? 'next-waiting' : null;
}

/** Esc where it has nothing else to do. */
export function dismissFirstKeys(model: ScreenModel): Act {
  return model.firstKeys === null
    ? { model, effects: [] }
    : {
        model: { ...model, firstKeys: null },
        effects: [{ type: 'remember-first-keys', kept: allUsed }],
      };
}
