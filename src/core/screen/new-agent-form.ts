import { nameProblem, type Roster } from '../agent/agent.ts';
import { freeName } from '../agent/free-name.ts';
import type { HostCommand } from '../host/host-commands.ts';
import type { AgentSettings } from '../settings/agent-settings.ts';
import type { Key } from '../terminal/input-event.ts';
import { editText, insertText, proposal, type TextField, textField } from './text-field.ts';

/** What each choice offers, in this order: a word, and what it comes to. */
export const formChoices = {
  worktree: {
    no: 'works in the folder itself',
    yes: 'works in a worktree, on a new branch',
    branch: 'works in a worktree, on your branch',
  },
  sandbox: {
    default: 'as your config says',
    'read-only': 'it changes nothing',
    'workspace-write': 'it changes files in its folder',
    'danger-full-access': 'no sandbox: it can change anything',
  },
  approval: {
    default: 'as your config says',
    'on-request': 'it asks for what the sandbox forbids',
    never: 'it never asks: what is forbidden fails',
  },
} as const satisfies {
  readonly worktree: Readonly<Record<string, string>>;
  readonly sandbox: Choices<AgentSettings['sandbox']>;
  readonly approval: Choices<AgentSettings['approval']>;
};

type Choices<Setting> = Readonly<Record<'default' | (Setting & string), string>>;

type TextName = 'name' | 'folder' | 'branch' | 'model' | 'prompt';
type ChoiceName = keyof typeof formChoices;
type ChoiceOf<Name extends ChoiceName> = keyof (typeof formChoices)[Name];
type ChosenWords = { readonly [Name in ChoiceName]: ChoiceOf<Name> };

export type FormField = TextName | ChoiceName;

const allFields: readonly FormField[] = [
  'name',
  'folder',
  'worktree',
  'branch',
  'model',
  'sandbox',
  'approval',
  'prompt',
];

/** What is offered the next time. */
export type FormAnswers = ChosenWords & Readonly<Record<'folder' | 'branch' | 'model', string>>;

/** What `n` asks. While the host looks at the folder or starts the agent, keys do nothing but close it. */
export type NewAgentForm = {
  readonly texts: Readonly<Record<TextName, TextField>>;
  readonly chosen: ChosenWords;
  readonly focus: FormField;
  readonly problem: string | null;
  readonly phase: 'editing' | 'looking' | 'starting';
};

export function firstAnswers(folder: string): FormAnswers {
  return {
    folder,
    worktree: 'no',
    branch: '',
    model: '',
    sandbox: 'default',
    approval: 'default',
  };
}

export function newAgentForm(start: {
  readonly answers: FormAnswers;
  readonly roster: Roster;
}): NewAgentForm {
  const { folder, branch, model, worktree, sandbox, approval } = start.answers;
  const last = folder.split('/').findLast((part) => part !== '') ?? '';
  return {
    texts: {
      name: proposal(freeName(last, start.roster)),
      folder: textField(folder),
      branch: textField(branch),
      model: textField(model),
      prompt: textField(''),
    },
    chosen: { worktree, sandbox, approval },
    focus: 'name',
    problem: null,
    phase: 'editing',
  };
}

/** The fields that the form shows now, from top to bottom. */
export function shownFields(form: NewAgentForm): readonly FormField[] {
  return allFields.filter((field) => field !== 'branch' || form.chosen.worktree === 'branch');
}

export function isChoice(field: FormField): field is ChoiceName {
  return field in formChoices;
}

export function editForm(form: NewAgentForm, key: Key): NewAgentForm {
  if (form.phase !== 'editing') return form;
  if (key.name === 'Tab' || key.name === 'Up' || key.name === 'Down') {
    return { ...form, focus: fieldBeside(form, key.shift || key.name === 'Up' ? -1 : 1) };
  }
  if (isChoice(form.focus)) return editChoice(form, form.focus, key);
  const edited = editText(form.texts[form.focus], key);
  return edited ? withText(form, form.focus, edited) : form;
}

export function pasteIntoForm(form: NewAgentForm, text: string): NewAgentForm {
  if (form.phase !== 'editing' || isChoice(form.focus)) return form;
  return withText(form, form.focus, insertText(form.texts[form.focus], text));
}

export function answersOf(form: NewAgentForm): FormAnswers {
  return {
    ...form.chosen,
    folder: textOf(form, 'folder'),
    branch: textOf(form, 'branch'),
    model: textOf(form, 'model'),
  };
}

type NewCommand = Extract<HostCommand, { type: 'new' }>;

/** The command of a filled form, or the sentence that says what is missing. */
export function commandOf(
  form: NewAgentForm,
  homeFolder: string,
): NewCommand | { readonly problem: string } {
  const name = textOf(form, 'name');
  const folder = textOf(form, 'folder');
  const problem = nameProblem(name) ?? folderProblem(folder) ?? branchProblem(form);
  if (problem !== null) return { problem };
  return {
    type: 'new',
    name,
    cwd: folder.replace(/^~(?=\/|$)/, homeFolder),
    count: 1,
    settings: settingsOf(form),
    session: { type: 'new' },
    consent: null,
    fleet: null,
    group: null,
    task: { type: 'session' },
  };
}

/** What the user said, and nothing else: the rest comes from the config. */
function settingsOf(form: NewAgentForm): AgentSettings {
  const { worktree, sandbox, approval } = form.chosen;
  const [model, prompt] = [textOf(form, 'model'), textOf(form, 'prompt')];
  return {
    ...(worktree === 'no' ? {} : { worktree: worktree === 'yes' ? true : textOf(form, 'branch') }),
    ...(model === '' ? {} : { model }),
    ...(sandbox === 'default' ? {} : { sandbox }),
    ...(approval === 'default' ? {} : { approval }),
    ...(prompt === '' ? {} : { prompt }),
  };
}

/** What goes badly together though it is allowed; null when nothing does. */
export function formWarning({ chosen }: NewAgentForm): string | null {
  const { worktree, sandbox, approval } = chosen;
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

function textOf(form: NewAgentForm, field: TextName): string {
  return form.texts[field].text.trim();
}

function folderProblem(folder: string): string | null {
  return /^(\/|~(\/|$))/.test(folder) ? null : 'The folder must begin with / or ~.';
}

function branchProblem(form: NewAgentForm): string | null {
  return form.chosen.worktree === 'branch' && textOf(form, 'branch') === ''
    ? 'Name the branch of the worktree, or choose "yes" for a new one.'
    : null;
}

function withText(form: NewAgentForm, name: TextName, field: TextField): NewAgentForm {
  return { ...form, texts: { ...form.texts, [name]: field }, problem: null };
}

const choiceSteps: Readonly<Record<string, 1 | -1>> = { Right: 1, Space: 1, Left: -1 };

function editChoice(form: NewAgentForm, name: ChoiceName, key: Key): NewAgentForm {
  const by = key.ctrl || key.alt ? undefined : choiceSteps[key.name];
  if (by === undefined) return form;
  const words = Object.keys(formChoices[name]);
  const index = (words.indexOf(form.chosen[name]) + by + words.length) % words.length;
  return { ...form, chosen: { ...form.chosen, [name]: words[index] }, problem: null };
}

function fieldBeside(form: NewAgentForm, by: 1 | -1): FormField {
  const fields = shownFields(form);
  const index = fields.indexOf(form.focus) + by;
  return fields[(index + fields.length) % fields.length] ?? form.focus;
}
