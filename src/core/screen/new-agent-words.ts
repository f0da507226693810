import type { AgentSettings } from '../settings/agent-settings.ts';
import type { ShownDefaults } from '../settings/settings-news.ts';

/** What each choice offers, in this order: a word, and what it comes to. */
export const formChoices = {
  worktree: {
    no: 'works in the folder itself',
    yes: 'works in a worktree, on a new branch',
    branch: 'works in a worktree, on your branch',
  },
  sandbox: {
    default: 'as codex decides',
    'read-only': 'it changes nothing',
    'workspace-write': 'it changes files in its folder',
    'danger-full-access': 'no sandbox: it can change anything',
  },
  approval: {
    default: 'as codex decides',
    'on-request': 'it asks for what the sandbox forbids',
    never: 'it never asks: what is forbidden fails',
  },
} as const satisfies {
  readonly worktree: Readonly<Record<string, string>>;
  readonly sandbox: Choices<AgentSettings['sandbox']>;
  readonly approval: Choices<AgentSettings['approval']>;
};

type Choices<Setting> = Readonly<Record<'default' | (Setting & string), string>>;

export type TextName = 'name' | 'folder' | 'branch' | 'model' | 'prompt';
export type ChoiceName = keyof typeof formChoices;
export type ChosenWords = { readonly [Name in ChoiceName]: keyof (typeof formChoices)[Name] };
export type FormField = TextName | ChoiceName;

export function isChoice(field: FormField): field is ChoiceName {
  return field in formChoices;
}

/** What a choice comes to, as the form says behind it. */
export function choiceMeaning(
  chosen: ChosenWords,
  name: ChoiceName,
  defaults: ShownDefaults,
): string {
  const said = name === 'worktree' ? undefined : defaults[name];
  if (chosen[name] === 'default' && said !== undefined) return asConfigSays(said);
  const meanings: Readonly<Record<string, string>> = formChoices[name];
  return meanings[chosen[name]] ?? '';
}

/** What stands in an empty field. */
export function placeholderOf(field: TextName, { model }: ShownDefaults): string {
  switch (field) {
    case 'branch':
      return 'made from HEAD if there is none of that name';
    case 'model':
      return model === undefined ? 'as codex decides' : asConfigSays(model);
    case 'prompt':
      return 'optional: what it should do first';
    default:
      return '';
  }
}

function asConfigSays(value: string): string {
  return `${value}, as your config says`;
}

/** What goes badly together though it is allowed; null when nothing does. */
export function formWarning(chosen: ChosenWords, defaults: ShownDefaults): string | null {
  const { worktree } = chosen;
  const sandbox = chosen.sandbox === 'default' ? defaults.sandbox : chosen.sandbox;
  const approval = chosen.approval === 'default' ? defaults.approval : chosen.approval;
  if (sandbox === 'danger-full-access') {
    return approval === 'never'
      ? 'No sandbox and no questions: whatever it runs, happens.'
      : 'No sandbox: only its own questions stand between it and this machine.';
  }
  if (sandbox === 'read-only' && worktree !== 'no') {
    return 'A read-only agent changes nothing, so it needs no worktree.';
  }
  return null;
}
