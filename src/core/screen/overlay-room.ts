import type { Area } from './grid-layout.ts';
import { screenLayout } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';

/** Border and a blank at each side. Cells. */
const frameColumns = 4;

/** The widest that an overlay may be, border and all, and the room for what stands in it. */
export function overlayRoom(
  model: ScreenModel,
  widestColumns: number,
): { readonly columns: number; readonly room: Area } {
  const columns = Math.min(model.columns - 2, widestColumns);
  // The footer stays in view: it says what the keys do.
  const rows = model.rows - screenLayout(model).footerRows;
  return {
    columns,
    room: { columns: columns - frameColumns, rows: rows - (rows > 16 ? 4 : 2) },
  };
}
