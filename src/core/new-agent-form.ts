import { type Agent, nameProblem, type Roster } from './agent.ts';
import type { HostCommand } from './host-commands.ts';
import type { Key } from './input-event.ts';
import { editText, insertText, proposal, type TextField, textField } from './text-field.ts';

export const formFields = ['name', 'folder', 'prompt'] as const;

export type FormField = (typeof formFields)[number];

/** What `n` asks. While it is `sent` the host starts the agent, and keys do nothing but close it. */
export type NewAgentForm = {
  readonly fields: Readonly<Record<FormField, TextField>>;
  readonly focus: FormField;
  readonly problem: string | null;
  readonly sent: boolean;
};

export function newAgentForm(start: { folder: string; roster: Roster }): NewAgentForm {
  return {
    fields: {
      name: proposal(freeName(start.folder, start.roster)),
      folder: textField(start.folder),
      prompt: textField(''),
    },
    focus: 'name',
    problem: null,
    sent: false,
  };
}

export function editForm(form: NewAgentForm, key: Key): NewAgentForm {
  if (form.sent) return form;
  if (key.name === 'Tab' || key.name === 'Up' || key.name === 'Down') {
    return { ...form, focus: fieldBeside(form.focus, key.shift || key.name === 'Up' ? -1 : 1) };
  }
  const edited = editText(form.fields[form.focus], key);
  return edited ? withField(form, edited) : form;
}

export function pasteIntoForm(form: NewAgentForm, text: string): NewAgentForm {
  return form.sent ? form : withField(form, insertText(form.fields[form.focus], text));
}

/** The command of a filled form, or the sentence that says what is missing. */
export function commandOf(
  form: NewAgentForm,
  homeFolder: string,
): Extract<HostCommand, { type: 'new' }> | { readonly problem: string } {
  const name = form.fields.name.text.trim();
  const folder = form.fields.folder.text.trim();
  const problem = nameProblem(name) ?? folderProblem(folder);
  if (problem !== null) return { problem };
  return {
    type: 'new',
    name,
    cwd: folder.replace(/^~(?=\/|$)/, homeFolder),
    count: 1,
    settings: { prompt: form.fields.prompt.text.trim() || undefined },
    session: { type: 'new' },
    consent: null,
    fleet: null,
    group: null,
    task: { type: 'session' },
  };
}

function folderProblem(folder: string): string | null {
  return /^(\/|~(\/|$))/.test(folder) ? null : 'The folder must begin with / or ~.';
}

function withField(form: NewAgentForm, field: TextField): NewAgentForm {
  return { ...form, fields: { ...form.fields, [form.focus]: field }, problem: null };
}

function fieldBeside(field: FormField, by: 1 | -1): FormField {
  const index = formFields.indexOf(field) + by;
  return formFields[(index + formFields.length) % formFields.length] ?? field;
}

/** The folder's own name where it can be one, with a number when it is taken. */
function freeName(folder: string, roster: Roster): string {
  const last = folder.split('/').findLast((part) => part !== '') ?? '';
  const base = nameProblem(last) === null ? last.slice(0, 36) : 'agent';
  const taken = (name: string) => roster.some((agent: Agent) => agent.name === name);
  if (!taken(base)) return base;
  let number = 2;
  while (taken(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
