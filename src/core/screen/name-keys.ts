import { nameTable } from '../overlay-keys/form-tables.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { editName, type NameForm, nameCommandOf } from './name-form.ts';
import {
  type Act,
  agentOf,
  closeOverlay,
  type ScreenModel,
  unchanged,
  withOverlay,
} from './screen-state.ts';

/** A key in the forms of `R` and `f`. */
export function pressInName(model: ScreenModel, form: NameForm, key: Key): Act {
  const action = actionOf(nameTable, key);
  if (action === 'close') return closeOverlay(model);
  if (action === null) return withNameForm(model, editName(form, key));
  const agent = agentOf(model, form.agent);
  if (form.sent || !agent) return unchanged(model);
  const command = nameCommandOf(form, agent);
  if ('problem' in command) return withNameForm(model, { ...form, problem: command.problem });
  // Nothing would change, so there is nothing to undo either.
  if (command.type === 'rename' && command.name === agent.name) return closeOverlay(model);
  return {
    model: withNameForm(model, { ...form, problem: null, sent: true }).model,
    effects: [
      {
        type: 'request',
        purpose:
          command.type === 'rename'
            ? { type: 'rename', from: agent.name, to: command.name }
            : { type: 'fork' },
        command,
      },
    ],
  };
}

export function withNameForm(model: ScreenModel, form: NameForm): Act {
  return withOverlay(model, { type: 'name', form });
}
