import { type Agent, type AgentId, nameProblem, type Roster } from '../agent/agent.ts';
import { nextName } from '../agent/free-name.ts';
import type { HostCommand } from '../host/host-commands.ts';
import type { Key } from '../terminal/input-event.ts';
import { editText, insertWords, proposal, type TextField } from './text-field.ts';

/** What `R` and `f` ask: one name. While it is `sent` keys do nothing but close it. */
export type NameForm = {
  readonly purpose: 'rename' | 'fork';
  readonly agent: AgentId;
  readonly field: TextField;
  readonly problem: string | null;
  readonly sent: boolean;
};

/** The box at its widest, border and all. Cells. */
export const nameColumns = 60;

/** What stands before the name. */
export const nameLabel = '› Name    ';

export function renameForm(agent: Agent): NameForm {
  return formFor(agent, { purpose: 'rename', name: agent.name });
}

export function forkForm(agent: Agent, roster: Roster): NameForm {
  return formFor(agent, { purpose: 'fork', name: nextName(agent.name, roster) });
}

function formFor(
  agent: Agent,
  asked: { readonly purpose: NameForm['purpose']; readonly name: string },
): NameForm {
  return {
    purpose: asked.purpose,
    agent: agent.id,
    field: proposal(asked.name),
    problem: null,
    sent: false,
  };
}

export function editName(form: NameForm, key: Key): NameForm {
  const edited = form.sent ? null : editText(form.field, key);
  return edited ? { ...form, field: edited, problem: null } : form;
}

export function pasteIntoName(form: NameForm, text: string): NameForm {
  return form.sent ? form : { ...form, field: insertWords(form.field, text), problem: null };
}

/** The command of a filled form, or the sentence that says what is wrong. */
export function nameCommandOf(
  form: NameForm,
  agent: Agent,
): Extract<HostCommand, { type: 'rename' | 'new' }> | { readonly problem: string } {
  const name = form.field.text.trim();
  const problem = nameProblem(name);
  if (problem !== null) return { problem };
  if (form.purpose === 'rename') return { type: 'rename', agent: form.agent, name };
  return {
    type: 'new',
    name,
    cwd: agent.cwd,
    count: 1,
    settings: {},
    session: { type: 'fork', agent: form.agent },
    consent: null,
    fleet: null,
    group: null,
    task: { type: 'session' },
  };
}
