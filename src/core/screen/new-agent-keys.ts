import { newAgentTable } from '../overlay-keys/form-tables.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { answersOf, commandOf, editForm, type NewAgentForm } from './new-agent-form.ts';
import {
  type Act,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withOverlay,
} from './screen-state.ts';

/** A key in the form of `n`. Enter has the host look at the folder first: the person may have to be asked about it. */
export function pressInNewAgent(model: ScreenModel, form: NewAgentForm, key: Key): Act {
  const action = actionOf(newAgentTable, key);
  if (action === 'close') return closeOverlay(model);
  if (action !== 'start') return withForm(model, editForm(form, key));
  if (form.phase !== 'editing') return unchanged(model);
  const command = commandOf(form, model.homeFolder);
  if ('problem' in command) return withForm(model, { ...form, problem: command.problem });
  const looking = withForm(model, { ...form, problem: null, phase: 'looking' }).model;
  return {
    model: { ...looking, answers: answersOf(form) },
    effects: [
      {
        type: 'request',
        purpose: { type: 'inspect-folder' },
        command: { type: 'inspectFolder', cwd: command.cwd },
      },
    ],
  };
}

/** `consent` is what the person answered about the folder; null when there was nothing to ask. */
export function sendNewAgent(
  model: ScreenModel,
  form: NewAgentForm,
  consent: 'trust' | 'decline' | null,
): Act {
  const command = commandOf(form, model.homeFolder);
  if ('problem' in command) return withForm(model, { ...form, problem: command.problem });
  return {
    model: withForm(model, { ...form, phase: 'starting' }).model,
    effects: [
      { type: 'request', purpose: { type: 'new-agent' }, command: { ...command, consent } },
    ],
  };
}

export function withForm(model: ScreenModel, form: NewAgentForm): Act {
  return withOverlay(model, { type: 'new-agent', form });
}
