import { nameProblem, type Roster } from '../agent/agent.ts';
import { freeName } from '../agent/free-name.ts';
import type { HostCommand } from '../host/host-commands.ts';
import { newAgentTable } from '../overlay-keys/form-tables.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import type { AgentSettings } from '../settings/agent-settings.ts';
import type { ShownDefaults } from '../settings/settings-news.ts';
import type { Key } from '../terminal/input-event.ts';
import { shortPaths } from '../text/short-paths.ts';
import {
  type ChoiceName,
  type ChosenWords,
  type FormField,
  formChoices,
  isChoice,
  type TextName,
} from './new-agent-words.ts';
import { editText, insertText, proposal, type TextField, textField } from './text-field.ts';

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

/** What is offered the next time. `worktree` is null until it was answered: the config's default is offered. */
export type FormAnswers = Omit<ChosenWords, 'worktree'> & {
  readonly worktree: ChosenWords['worktree'] | null;
} & Readonly<Record<'folder' | 'branch' | 'model', string>>;

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
    worktree: null,
    branch: '',
    model: '',
    sandbox: 'default',
    approval: 'default',
  };
}

export function newAgentForm(start: {
  readonly answers: FormAnswers;
  readonly roster: Roster;
  readonly defaults: ShownDefaults;
  readonly homeFolder: string;
}): NewAgentForm {
  const { folder, model, sandbox, approval } = start.answers;
  const { worktree, branch } = offeredWorktree(start.answers, start.defaults);
  const last = folder.split('/').findLast((part) => part !== '') ?? '';
  return {
    texts: {
      name: proposal(freeName(last, start.roster)),
      folder: textField(shortPaths(folder, start.homeFolder)),
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

function offeredWorktree(
  { worktree, branch }: FormAnswers,
  defaults: ShownDefaults,
): { readonly worktree: ChosenWords['worktree']; readonly branch: string } {
  if (worktree !== null) return { worktree, branch };
  const said = defaults.worktree;
  return typeof said === 'string'
    ? { worktree: 'branch', branch: said }
    : { worktree: said === true ? 'yes' : 'no', branch };
}

/** The fields that the form shows now, from top to bottom. */
export function shownFields(form: NewAgentForm): readonly FormField[] {
  return allFields.filter((field) => field !== 'branch' || form.chosen.worktree === 'branch');
}

export function editForm(form: NewAgentForm, key: Key): NewAgentForm {
  if (form.phase !== 'editing') return form;
  const action = actionOf(newAgentTable, key);
  if (action === 'next') return { ...form, focus: fieldBeside(form, 1) };
  if (action === 'previous') return { ...form, focus: fieldBeside(form, -1) };
  if (isChoice(form.focus)) {
    if (action === 'turn-on') return turnChoice(form, form.focus, 1);
    return action === 'turn-back' ? turnChoice(form, form.focus, -1) : form;
  }
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

/** What the user said; the rest comes from the config. That there is to be no worktree is said, too: the form shows it. */
function settingsOf(form: NewAgentForm): AgentSettings {
  const { worktree, sandbox, approval } = form.chosen;
  const [model, prompt] = [textOf(form, 'model'), textOf(form, 'prompt')];
  return {
    worktree: worktree === 'branch' ? textOf(form, 'branch') : worktree === 'yes',
    ...(model === '' ? {} : { model }),
    ...(sandbox === 'default' ? {} : { sandbox }),
    ...(approval === 'default' ? {} : { approval }),
    ...(prompt === '' ? {} : { prompt }),
  };
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

function turnChoice(form: NewAgentForm, name: ChoiceName, by: 1 | -1): NewAgentForm {
  const words = Object.keys(formChoices[name]);
  const index = (words.indexOf(form.chosen[name]) + by + words.length) % words.length;
  return { ...form, chosen: { ...form.chosen, [name]: words[index] }, problem: null };
}

function fieldBeside(form: NewAgentForm, by: 1 | -1): FormField {
  const fields = shownFields(form);
  const index = fields.indexOf(form.focus) + by;
  return fields[(index + fields.length) % fields.length] ?? form.focus;
}
