import { filterTable } from '../overlay-keys/form-tables.ts';
import { actionOf } from '../overlay-keys/key-row.ts';
import type { Key } from '../terminal/input-event.ts';
import { filteredIn, shownAgents, withFilterText, withoutFilter } from './filter.ts';
import { clearMarks } from './marks.ts';
import type { Overlay } from './overlays.ts';
import { noOverlay } from './overlays.ts';
import { type Act, type ScreenModel, select, unchanged, withOverlay } from './screen-state.ts';
import { editText, insertWords, type TextField, textField } from './text-field.ts';

type FilterLine = Extract<Overlay, { type: 'filter' }>;

/** With what is filtered by now, to go on from; screens are asked anew. */
export function openFilter(model: ScreenModel): Act {
  const text = model.filter?.text ?? '';
  const { selected } = model;
  const opened = withOverlay(model, { type: 'filter', field: textField(text), before: selected });
  if (model.filter === null) return opened;
  return withFilterText({ ...opened.model, filter: { text, onScreens: [] } }, text);
}

/** A key while the filter is written: it holds at once. */
export function pressInFilter(model: ScreenModel, line: FilterLine, key: Key): Act {
  const action = actionOf(filterTable, key);
  if (action === 'keep') return keepFilter(model, line);
  if (action === 'next') return step(model, 1);
  if (action === 'previous') return step(model, -1);
  const isLeaving = action === 'erase' && line.field.text === '';
  if (action === 'close' || isLeaving) return closeFilter(model, line);
  const edited = editText(line.field, key);
  return edited ? withField(model, line, edited) : unchanged(model);
}

export function pasteIntoFilter(model: ScreenModel, line: FilterLine, text: string): Act {
  return withField(model, line, insertWords(line.field, text));
}

/** Whoever clicks into a tile goes on with what the filter has found; half a selector has found nothing. */
export function withFilterKept(model: ScreenModel): ScreenModel {
  const { overlay } = model;
  if (overlay.type !== 'filter') return model;
  const kept = keepFilter(model, overlay).model;
  return kept.overlay.type === 'filter' ? closeFilter(model, overlay).model : kept;
}

/** All tiles again, and the selection where it was unless it was found elsewhere. */
export function closeFilter(model: ScreenModel, { before }: FilterLine): Act {
  return { model: { ...withoutFilter(model, before), overlay: noOverlay }, effects: [] };
}

/** `Esc` in GRID: the filter, else the marks. */
export function clearFilterOrMarks(model: ScreenModel): Act {
  if (model.filter === null) return clearMarks(model);
  return unchanged(withoutFilter(model, model.previouslySelected));
}

function step(model: ScreenModel, by: 1 | -1): Act {
  const shown = shownAgents(model);
  const index = shown.findIndex(({ id }) => id === model.selected);
  const next = shown[(index + by + shown.length) % shown.length];
  return next ? select(model, next.id) : unchanged(model);
}

function withField(model: ScreenModel, line: FilterLine, field: TextField): Act {
  return withFilterText(withOverlay(model, { ...line, field }).model, field.text);
}

function keepFilter(model: ScreenModel, line: FilterLine): Act {
  // Half a selector is no filter: what is wrong with it stands in the line.
  if (filteredIn(model)?.type === 'unreadable') return unchanged(model);
  if (model.filter === null) return closeFilter(model, line);
  return { model: { ...model, overlay: noOverlay }, effects: [] };
}
