import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import { overlayRoom } from './overlay-room.ts';
import { chosenRow, type ReceiptList, type ReceiptRow, receiptRows } from './receipt-list.ts';
import type { ScreenModel } from './screen-state.ts';

/** The box at its widest, border and all. Cells. */
export const receiptsColumns = 100;

const widestName = 16;
export const wordColumns = 'cancelled'.length;
export const gap = 2;

/** The number, the sign of the choice, the glyph. */
const signColumns = 7;

/** What of the panel has room; `first` is the row of the box in which its list begins. */
export type ReceiptLayout = {
  readonly columns: number;
  readonly nameColumns: number;
  /** For what is said of a receipt beside its state. */
  readonly factColumns: number;
  /** Of the chosen one's prompt; null where each row has its own. */
  readonly title: string | null;
  /** What could not be done; else the whole reason of the chosen receipt, where its row has no room for it. */
  readonly message: readonly string[];
  readonly all: readonly ReceiptRow[];
  readonly chosen: number;
  readonly first: number;
  readonly from: number;
  readonly rows: number;
};

export function receiptLayout(model: ScreenModel, list: ReceiptList): ReceiptLayout {
  const { room } = overlayRoom(model, receiptsColumns);
  const all = receiptRows(list, model);
  const chosen = Math.max(0, Math.min(list.chosen, all.length - 1));
  const nameColumns = Math.min(widestName, Math.max(1, ...all.map(({ name }) => textWidth(name))));
  const factColumns = room.columns - signColumns - nameColumns - wordColumns - 2 * gap;
  const title = list.of.type === 'batch' ? titleOf(chosenRow(list, model)) : null;
  const why = plainText(chosenRow(list, model)?.receipt?.why ?? '');
  const told = list.problem ?? (textWidth(why) > factColumns ? why : null);
  const message = told === null ? [] : wrapText(told, room.columns);
  const first = title === null ? 0 : 2;
  const rows = Math.max(1, room.rows - first - (message.length > 0 ? message.length + 1 : 0));
  const from = Math.max(0, Math.min(chosen - Math.floor(rows / 2), all.length - rows));
  const { columns } = room;
  return { columns, nameColumns, factColumns, title, message, all, chosen, first, from, rows };
}

/** What was sent to the chosen agent: others may have got another text. */
function titleOf(row: ReceiptRow | null): string {
  return row?.receipt ? `"${plainText(row.receipt.title)}"` : 'sending …';
}
