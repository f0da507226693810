import type { OverlayRow } from '../pointing/click.ts';
import type { Key } from '../terminal/input-event.ts';
import { cursorAt } from './field-pieces.ts';
import { type NameForm, nameColumns, nameLabel } from './name-form.ts';
import { withNameForm } from './name-keys.ts';
import { editForm, type NewAgentForm, shownFields } from './new-agent-form.ts';
import { withForm } from './new-agent-keys.ts';
import { labelColumns, newAgentLayout } from './new-agent-layout.ts';
import { isChoice } from './new-agent-words.ts';
import { overlayRoom } from './overlay-room.ts';
import { type Act, type ScreenModel, unchanged } from './screen-state.ts';

const turn: Key = { name: 'Right', ctrl: false, alt: false, shift: false };

/** The first click gives a field the focus; the next turns a choice, or puts the cursor where it is in a text. */
export function clickInNewAgent(model: ScreenModel, form: NewAgentForm, row: OverlayRow): Act {
  const { fields, columns } = newAgentLayout(model, form);
  const name = fields[row.fromTop];
  if (name === undefined || form.phase !== 'editing') return unchanged(model);
  if (name !== form.focus) return withForm(model, { ...form, focus: name });
  if (isChoice(name)) return withForm(model, editForm(form, turn));
  const field = cursorAt(form.texts[name], {
    columns: columns - labelColumns,
    column: row.column - labelColumns,
  });
  return withForm(model, { ...form, texts: { ...form.texts, [name]: field } });
}

/** The wheel goes from field to field, and stays at the first and the last. */
export function wheelInNewAgent(model: ScreenModel, form: NewAgentForm, by: 1 | -1): Act {
  const key: Key = { name: by === 1 ? 'Down' : 'Up', ctrl: false, alt: false, shift: false };
  const fields = shownFields(form);
  const isAtEnd = fields.at(by === 1 ? -1 : 0) === form.focus;
  return isAtEnd ? unchanged(model) : withForm(model, editForm(form, key));
}

/** Puts the cursor where the click is. */
export function clickInName(model: ScreenModel, form: NameForm, row: OverlayRow): Act {
  if (row.fromTop !== 0 || form.sent) return unchanged(model);
  const { room } = overlayRoom(model, nameColumns);
  const look = { columns: room.columns - nameLabel.length, column: row.column - nameLabel.length };
  return withNameForm(model, { ...form, field: cursorAt(form.field, look) });
}
