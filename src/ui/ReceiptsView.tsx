import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import {
  gap,
  type ReceiptLayout,
  receiptLayout,
  wordColumns,
} from '../core/screen/receipt-layout.ts';
import { type ReceiptList, type ReceiptRow, receiptLook } from '../core/screen/receipt-list.ts';
import type { ScreenModel } from '../core/screen/screen-state.ts';
import { clipEnd } from '../core/screen/tile-pieces.ts';
import { plainText } from '../core/text/plain-text.ts';
import { textWidth } from '../core/text/text-width.ts';
import { Styled } from './Styled.tsx';
import type { Theme } from './theme.ts';

/** What became of prompts, one agent a row. */
export function ReceiptsView(props: {
  readonly model: ScreenModel;
  readonly list: ReceiptList;
  readonly theme: Theme;
}): ReactNode {
  const { model, list, theme } = props;
  const { roles } = theme;
  const layout = receiptLayout(model, list);
  const { all, chosen, from, title, message } = layout;
  return (
    <Box flexDirection="column">
      {title !== null && (
        <Box marginBottom={1}>
          <Styled style={roles.muted}>{clipEnd(title, layout.columns)}</Styled>
        </Box>
      )}
      {all.length === 0 && <Styled style={roles.muted}>No prompt was sent yet.</Styled>}
      {all.slice(from, from + layout.rows).map((row, at) => (
        <ReceiptLine
          key={row.receipt?.id ?? row.agent}
          row={row}
          isChosen={from + at === chosen}
          hasTitle={list.of.type === 'all'}
          layout={layout}
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
    </Box>
  );
}

function ReceiptLine(props: {
  readonly row: ReceiptRow;
  readonly isChosen: boolean;
  readonly hasTitle: boolean;
  readonly layout: ReceiptLayout;
  readonly theme: Theme;
}): ReactNode {
  const { row, isChosen } = props;
  const { nameColumns, factColumns } = props.layout;
  const { roles } = props.theme;
  const state = row.receipt?.state ?? 'sending';
  const { glyph, role } = receiptLook(row);
  const name = clipEnd(plainText(row.name), nameColumns);
  return (
    <Text wrap="truncate">
      <Styled style={roles.key}>{isChosen ? '›' : ' '}</Styled>
      <Styled style={roles.muted}>{`${row.number ?? ''}`.padStart(3)}</Styled>
      <Styled style={isChosen ? roles.name : roles.text}>
        {` ${name}${' '.repeat(nameColumns - textWidth(name) + gap)}`}
      </Styled>
      <Styled style={roles[role]}>{`${glyph} ${state.padEnd(wordColumns + gap)}`}</Styled>
      <Styled style={roles.muted}>{clipEnd(factsOf(row, props.hasTitle), factColumns)}</Styled>
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
