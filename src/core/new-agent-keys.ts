import type { Key } from './input-event.ts';
import { commandOf, editForm, type NewAgentForm } from './new-agent-form.ts';
import { type Act, type ScreenModel, unchanged, withOverlay } from './screen-state.ts';

/** A key in the form of `n`. */
export function pressInNewAgent(model: ScreenModel, form: NewAgentForm, key: Key): Act {
  if (key.name !== 'Enter') return withForm(model, editForm(form, key));
  if (form.sent) return unchanged(model);
  const command = commandOf(form, model.homeFolder);
  if ('problem' in command) return withForm(model, { ...form, problem: command.problem });
  const sent = withForm(model, { ...form, problem: null, sent: true }).model;
  return {
    model: { ...sent, folder: form.fields.folder.text.trim() },
    effects: [{ type: 'request', purpose: { type: 'new-agent' }, command }],
  };
}

export function withForm(model: ScreenModel, form: NewAgentForm): Act {
  return withOverlay(model, { type: 'new-agent', form });
}
