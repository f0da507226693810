import type { OverlayRow } from '../pointing/click.ts';
import { inboxWindow } from './inbox-lines.ts';
import { linksFrom } from './link-list.ts';
import { paletteWindow } from './palette-lines.ts';
import { askedBy } from './questions.ts';
import { receiptLayout } from './receipt-layout.ts';
import { type Act, type ScreenModel, withOverlay } from './screen-state.ts';
import { searchWindow } from './search-lines.ts';

/** The list that lies above the grid, as one points at it. */
export type PointedRows = {
  readonly count: number;
  readonly chosen: number;
  /** Which of its entries stands in a row of the box. */
  readonly indexOf: (row: OverlayRow) => number | null;
  readonly choose: (index: number) => Act;
};

/** Null where there is none to choose from. */
export function pointedRows(model: ScreenModel): PointedRows | null {
  const { overlay } = model;
  switch (overlay.type) {
    case 'question': {
      // Its answers are its last rows, however long its text is.
      const { length: count } = askedBy(overlay.question, model).answers;
      return {
        count,
        chosen: overlay.chosen,
        indexOf: ({ fromBottom }) => (fromBottom < count ? count - 1 - fromBottom : null),
        choose: (chosen) => withOverlay(model, { ...overlay, chosen }),
      };
    }
    case 'links': {
      const { links, chosen } = overlay.list;
      const window = { first: 0, ...linksFrom(model, overlay.list), count: links.length };
      return {
        count: links.length,
        chosen,
        indexOf: indexIn(window),
        choose: (at) => withOverlay(model, { ...overlay, list: { links, chosen: at } }),
      };
    }
    case 'palette': {
      const { palette } = overlay;
      const window = paletteWindow(model, palette);
      const count = window.entries.length;
      return {
        count,
        chosen: window.chosen,
        indexOf: indexIn({ ...window, count }),
        choose: (chosen) => withOverlay(model, { ...overlay, palette: { ...palette, chosen } }),
      };
    }
    case 'search': {
      const { search } = overlay;
      const window = searchWindow(model, search);
      const count = window.matches.length;
      return {
        count,
        chosen: window.chosen,
        indexOf: indexIn({ ...window, count }),
        choose: (chosen) => withOverlay(model, { ...overlay, search: { ...search, chosen } }),
      };
    }
    case 'receipts': {
      const { list } = overlay;
      const layout = receiptLayout(model, list);
      const count = layout.all.length;
      return {
        count,
        chosen: layout.chosen,
        indexOf: indexIn({ ...layout, count }),
        choose: (chosen) =>
          withOverlay(model, { ...overlay, list: { ...list, chosen, problem: null } }),
      };
    }
    case 'inbox':
      return overlay.inbox.confirm === null ? inboxRows(model, overlay) : null;
    default:
      return null;
  }
}

function inboxRows(
  model: ScreenModel,
  overlay: Extract<ScreenModel['overlay'], { type: 'inbox' }>,
): PointedRows {
  const { inbox } = overlay;
  const { entries, at, from, listRows } = inboxWindow(model, inbox);
  const { length: count } = entries;
  return {
    count,
    chosen: at,
    indexOf: indexIn({ first: 0, from, rows: listRows, count }),
    choose(index) {
      const selected = entries[index]?.shown ?? inbox.selected;
      return withOverlay(model, { ...overlay, inbox: { ...inbox, selected, scrolled: 0 } });
    },
  };
}

/** Of a list that begins in the row `first` of the box with its entry `from`. */
function indexIn(window: {
  readonly first: number;
  readonly from: number;
  readonly rows: number;
  readonly count: number;
}): PointedRows['indexOf'] {
  const { first, from, rows, count } = window;
  return ({ fromTop }) => {
    const at = fromTop - first;
    return at >= 0 && at < rows && from + at < count ? from + at : null;
  };
}
