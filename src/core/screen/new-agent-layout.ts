import { wrapText } from '../text/wrap-text.ts';
import { type NewAgentForm, shownFields } from './new-agent-form.ts';
import { type FormField, formWarning } from './new-agent-words.ts';
import { overlayRoom } from './overlay-room.ts';
import type { ScreenModel } from './screen-state.ts';

/** The box at its widest, border and all. Cells. */
export const newAgentColumns = 76;

/** The sign of the focus, the longest label and a gap. */
export const labelColumns = 12;

export type NewAgentLayout = {
  readonly columns: number;
  /** Those in view, one a row from the top on. */
  readonly fields: readonly FormField[];
  /** What is wrong, or to be thought of. */
  readonly message: { readonly lines: readonly string[]; readonly role: 'problem' | 'warning' };
};

/** The field with the focus stays in view where there is no room for all. */
export function newAgentLayout(model: ScreenModel, form: NewAgentForm): NewAgentLayout {
  const { room } = overlayRoom(model, newAgentColumns);
  const text = form.problem ?? formWarning(form.chosen, model.defaults);
  const lines = text === null ? [] : wrapText(text, room.columns);
  const rows = Math.max(1, room.rows - (lines.length > 0 ? lines.length + 1 : 0));
  const fields = shownFields(form);
  const from = Math.min(
    Math.max(0, fields.indexOf(form.focus) - rows + 1),
    Math.max(0, fields.length - rows),
  );
  return {
    columns: room.columns,
    fields: fields.slice(from, from + rows),
    message: { lines, role: form.problem === null ? 'warning' : 'problem' },
  };
}
