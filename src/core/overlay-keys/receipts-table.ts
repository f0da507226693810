import { isSettled } from '../prompts/receipt.ts';
import {
  chosenRow,
  isWaiting,
  type ReceiptList,
  type ReceiptRow,
  receiptRows,
} from '../screen/receipt-list.ts';
import type { ScreenModel } from '../screen/screen-state.ts';
import { closing, type KeyTable } from './key-row.ts';
import { choosing } from './list-tables.ts';

type ReceiptAction =
  | 'next'
  | 'previous'
  | 'take'
  | 'cancel'
  | 'cancel-all'
  | 'edit'
  | 'send-again'
  | 'close';

/** The chosen row, and how many wait. */
export type ShownReceipts = { readonly row: ReceiptRow | null; readonly waiting: number };

export function shownReceipts(model: ScreenModel, list: ReceiptList): ShownReceipts {
  const waiting = receiptRows(list, model).filter(({ receipt }) => isWaiting(receipt)).length;
  return { row: chosenRow(list, model), waiting };
}

/** Nothing that may still arrive is sent again. */
export function isLost(row: ReceiptRow | null): boolean {
  const receipt = row?.receipt ?? null;
  return receipt !== null && isSettled(receipt) && receipt.state !== 'accepted';
}

/** Letters are those of the grid where they mean the same. */
export const receiptsTable: KeyTable<ReceiptAction, ShownReceipts> = [
  {
    label: 'Enter',
    help: 'go to the agent',
    keys: { Enter: 'take' },
    hint: ({ row }) => row && { word: 'goes there', worth: 5 },
  },
  {
    label: 'x Delete',
    help: 'cancel a prompt that waits',
    keys: { x: 'cancel', Delete: 'cancel' },
    hint: ({ row }) => (isWaiting(row?.receipt ?? null) ? { word: 'cancels', worth: 7 } : null),
  },
  {
    label: 'e',
    help: 'edit a prompt that waits',
    keys: { e: 'edit' },
    hint: ({ row }) => (isWaiting(row?.receipt ?? null) ? { word: 'edits', worth: 6 } : null),
  },
  {
    label: 'X',
    help: 'cancel all that wait',
    keys: { X: 'cancel-all' },
    hint: ({ waiting }) => (waiting > 1 ? { word: `cancels all ${waiting}`, worth: 4 } : null),
  },
  {
    label: 'r',
    help: 'write again what did not arrive',
    keys: { r: 'send-again' },
    hint: ({ row }) => (isLost(row) ? { word: 'writes it again', worth: 6 } : null),
  },
  { ...choosing(1), hint: null },
  closing('close it', { more: ['q'] }),
];
