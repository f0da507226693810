import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { isSettled } from '../core/prompts/receipt.ts';
import {
  chosenRow,
  isWaiting,
  type ReceiptList,
  type ReceiptRow,
  receiptLook,
  receiptRows,
} from '../core/screen/receipt-list.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { wrapText } from '../core/text/wrap-text.ts';
import { type KeyHint, KeyHints } from './KeyHints.tsx';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

type Room = { readonly columns: number; readonly rows: number };

/** The box at its widest, border and all. Cells. */
export const receiptsColumns = 100;

const widestName = 16;
const wordColumns = 'cancelled'.length;
const gap = 2;

/** The number, the sign of the choice, the glyph. */
const signColumns = 7;

/** What became of prompts, one agent a row. */
export function ReceiptsView(props: {
  readonly model: ScreenModel;
  readonly list: ReceiptList;
  readonly theme: Theme;
  readonly room: Room;
}): ReactNode {
  const { model, list, theme, room } = props;
  const { roles } = theme;
  const rows = receiptRows(list, model);
  const chosen = Math.max(0, Math.min(list.chosen, rows.length - 1));
  const nameColumns = Math.min(widestName, Math.max(1, ...rows.map(({ name }) => textWidth(name))));
  const title = list.of.type === 'batch' ? titleOf(chosenRow(list, model)) : null;
  const message = messageOf(list, model, room.columns, nameColumns);
  const others = 2 + (title === null ? 0 : 2) + (message.length > 0 ? message.length + 1 : 0);
  const shownRows = Math.max(1, room.rows - others);
  const from = Math.max(0, Math.min(chosen - Math.floor(shownRows / 2), rows.length - shownRows));
  return (
    <Box flexDirection="column">
      {title !== null && (
        <Box marginBottom={1}>
          <Styled style={roles.muted}>{clipEnd(title, room.columns)}</Styled>
        </Box>
      )}
      {rows.length === 0 && <Styled style={roles.muted}>No prompt was sent yet.</Styled>}
      {rows.slice(from, from + shownRows).map((row, at) => (
        <ReceiptLine
          key={row.receipt?.id ?? row.agent}
          row={row}
          isChosen={from + at === chosen}
          hasTitle={list.of.type === 'all'}
          nameColumns={nameColumns}
          columns={room.columns}
          theme={theme}
        />
      ))}
      {message.length > 0 && (
        <Box marginTop={1}>
          <Styled style={list.problem === null ? roles.text : roles.problem}>
            {message.join('\n')}
          </Styled>
        </Box>
      )}
      <Box marginTop={1}>
        <KeyHints hints={hintsFor(chosenRow(list, model), rows)} theme={theme} />
      </Box>
    </Box>
  );
}

function ReceiptLine(props: {
  readonly row: ReceiptRow;
  readonly isChosen: boolean;
  readonly hasTitle: boolean;
  readonly nameColumns: number;
  readonly columns: number;
  readonly theme: Theme;
}): ReactNode {
  const { row, isChosen, nameColumns } = props;
  const { roles } = props.theme;
  const state = row.receipt?.state ?? 'sending';
  const { glyph, role } = receiptLook(row);
  const name = clipEnd(plainText(row.name), nameColumns);
  const room = props.columns - signColumns - nameColumns - wordColumns - 2 * gap;
  return (
    <Text wrap="truncate">
      <Styled style={roles.key}>{isChosen ? '›' : ' '}</Styled>
      <Styled style={roles.muted}>{`${row.number ?? ''}`.padStart(3)}</Styled>
      <Styled style={isChosen ? roles.name : roles.text}>
        {` ${name}${' '.repeat(nameColumns - textWidth(name) + gap)}`}
      </Styled>
      <Styled style={roles[role]}>{`${glyph} ${state.padEnd(wordColumns + gap)}`}</Styled>
      <Styled style={roles.muted}>{clipEnd(factsOf(row, props.hasTitle), room)}</Styled>
    </Text>
  );
}

/** What is said of a receipt beside its state: why, how long it took, and which prompt where there are several. */
function factsOf({ receipt }: ReceiptRow, hasTitle: boolean): string {
  if (receipt === null) return '';
  const title = hasTitle ? `"${plainText(receipt.title)}"` : '';
  return [plainText(receipt.why ?? tookOf(receipt)), title]
    .filter((part) => part !== '')
    .join('  ');
}

function tookOf({ state, queuedAt, settledAt }: NonNullable<ReceiptRow['receipt']>): string {
  if (state !== 'accepted' || settledAt === null) return '';
  const seconds = (settledAt - queuedAt) / 1000;
  return seconds < 10 ? `after ${seconds.toFixed(1)} s` : `after ${Math.round(seconds)} s`;
}

/** What was sent to the chosen agent: others may have got another text. */
function titleOf(row: ReceiptRow | null): string {
  return row?.receipt ? `"${plainText(row.receipt.title)}"` : 'sending …';
}

/** What could not be done; else the whole reason of the chosen receipt, where its row has no room for it. */
function messageOf(
  list: ReceiptList,
  model: ScreenModel,
  columns: number,
  nameColumns: number,
): readonly string[] {
  if (list.problem !== null) return wrapText(list.problem, columns);
  const why = plainText(chosenRow(list, model)?.receipt?.why ?? '');
  const room = columns - signColumns - nameColumns - wordColumns - 2 * gap;
  return textWidth(why) > room ? wrapText(why, columns) : [];
}

function hintsFor(row: ReceiptRow | null, rows: readonly ReceiptRow[]): readonly KeyHint[] {
  const waiting = rows.filter(({ receipt }) => isWaiting(receipt)).length;
  const receipt = row?.receipt ?? null;
  const isLost = receipt !== null && isSettled(receipt) && receipt.state !== 'accepted';
  return [
    ...(row ? [{ key: 'Enter', does: 'goes there' }] : []),
    ...(isWaiting(receipt)
      ? [
          { key: 'x', does: 'cancels' },
          { key: 'e', does: 'edits' },
        ]
      : []),
    ...(waiting > 1 ? [{ key: 'X', does: `cancels all ${waiting}` }] : []),
    ...(isLost ? [{ key: 'r', does: 'writes it again' }] : []),
    { key: 'Esc', does: 'closes' },
  ];
}
