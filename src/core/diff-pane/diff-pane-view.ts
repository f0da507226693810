import { diffCommentTable, diffTable } from '../overlay-keys/diff-table.ts';
import { hintsIn } from '../overlay-keys/key-row.ts';
import type { Hint } from '../screen/bindings.ts';
import type { Area } from '../screen/grid-layout.ts';
import { type PaneLine, type PanePiece, panePiece, paneWidth } from '../screen/pane.ts';
import { clippedLine } from '../screen/pane-clip.ts';
import { agentOf, type ScreenModel } from '../screen/screen-state.ts';
import { shownText } from '../screen/text-editor-view.ts';
import { charactersOf } from '../screen/text-field.ts';
import { plainText } from '../text/plain-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import { placeOf } from './diff-comment.ts';
import { contentOf, type DiffContent, type DiffPane } from './diff-pane.ts';
import { type DiffLayout, diffLayout, digitsOf, firstRow } from './diff-pane-layout.ts';
import { listLines } from './diff-pane-list.ts';
import { rowLine } from './diff-pane-rows.ts';
import { diffTitle } from './diff-pane-title.ts';

/** Every row of the screen while the pane is open. */
export function diffPaneLines(model: ScreenModel, pane: DiffPane): readonly PaneLine[] {
  const { columns, rows } = model;
  const content = contentOf(pane);
  const middle = content ? readLines(model, pane, content) : waitingLines(model, pane);
  const room = Math.max(0, rows - 2);
  return [
    diffTitle(model, pane),
    ...Array.from({ length: room }, (_, at) => middle[at] ?? []),
    footerLine(model, pane),
  ].map((line) => clippedLine(line, { skip: 0, columns }));
}

function waitingLines(model: ScreenModel, pane: DiffPane): readonly PaneLine[] {
  const { content } = pane;
  const name = plainText(agentOf(model, pane.agent)?.name ?? 'it');
  const text =
    content.type === 'problem' ? plainText(content.message) : `Reading what ${name} changed …`;
  return sentenceLines(model, text);
}

function sentenceLines({ columns }: Area, text: string): readonly PaneLine[] {
  return [[], ...wrapText(text, columns - 4).map((line) => [panePiece('text', `  ${line}`)])];
}

function readLines(model: ScreenModel, pane: DiffPane, content: DiffContent): readonly PaneLine[] {
  const layout = diffLayout(model, pane, content);
  const body =
    content.document.rows.length > 0
      ? bodyLines(pane, content, layout.body)
      : sentenceLines(layout.body, `Nothing is changed since ${content.against}.`);
  const filled = Array.from({ length: layout.body.rows }, (_, at) => body[at] ?? []);
  return [
    ...withList(pane, content, { layout, body: filled }),
    ...inputLines(model, pane, content),
  ];
}

function withList(
  pane: DiffPane,
  content: DiffContent,
  { layout, body }: { readonly layout: DiffLayout; readonly body: readonly PaneLine[] },
): readonly PaneLine[] {
  const { list } = layout;
  if (list.place === 'none') return body;
  if (list.place === 'above') {
    const area = { columns: list.columns, rows: list.rows - 1 };
    return [...listLines(pane, content, area), ruleLine('', list.columns), ...body];
  }
  const lines = listLines(pane, content, list);
  return body.map((line, at) => [...(lines[at] ?? []), panePiece('muted', '│'), ...line]);
}

function bodyLines(pane: DiffPane, content: DiffContent, body: Area): readonly PaneLine[] {
  const { rows } = content.document;
  const from = firstRow(pane, { rows: body.rows, count: rows.length });
  const digits = digitsOf(content);
  return rows
    .slice(from, from + body.rows)
    .map((row, at) => rowLine(row, from + at, { pane, content, columns: body.columns, digits }));
}

function ruleLine(title: string, columns: number): PaneLine {
  const start = title === '' ? '' : `── ${title} `;
  const line = [panePiece('muted', start)];
  return [...line, panePiece('muted', '─'.repeat(Math.max(0, columns - paneWidth(line))))];
}

function inputLines(
  model: ScreenModel,
  { input, cursor, agent }: DiffPane,
  { document }: DiffContent,
): readonly PaneLine[] {
  if (input.type !== 'comment') return [];
  const name = plainText(agentOf(model, agent)?.name ?? '');
  const about = plainText(placeOf(document, cursor, input.on)?.words ?? '');
  const { rows } = shownText(input.text, { columns: model.columns - 2, rows: 5 });
  return [
    ruleLine(`to ${name}, about ${about}`, model.columns),
    ...rows.map((row): PaneLine => {
      if (row.type === 'text') return [panePiece('text', ` ${row.text}`)];
      const under = panePiece('choice', row.under);
      return [panePiece('text', ` ${row.before}`), under, panePiece('text', row.after)];
    }),
  ];
}

function footerLine(model: ScreenModel, pane: DiffPane): PaneLine {
  const { input } = pane;
  if (input.type === 'search') return searchLine(input.field);
  if (model.notice !== null) return [panePiece('warning', ` ${plainText(model.notice)}`)];
  const hints =
    input.type === 'comment' ? hintsIn(diffCommentTable, null) : hintsIn(diffTable, pane);
  return hintsLine(hints, model.columns);
}

function searchLine(field: { readonly text: string; readonly cursor: number }): PaneLine {
  const characters = charactersOf(field.text);
  return [
    panePiece('key', ' /'),
    panePiece('text', characters.slice(0, field.cursor).join('')),
    panePiece('choice', characters[field.cursor] ?? ' '),
    panePiece('text', characters.slice(field.cursor + 1).join('')),
  ];
}

/** As many as have room, those of most worth first. */
function hintsLine(hints: readonly Hint[], columns: number): PaneLine {
  const line: PanePiece[] = [];
  for (const { key, word } of hints.toSorted((left, right) => right.worth - left.worth)) {
    const more = [
      panePiece('key', `${line.length > 0 ? '  ' : ' '}${key}`),
      panePiece('muted', ` ${word}`),
    ];
    if (paneWidth([...line, ...more]) > columns) break;
    line.push(...more);
  }
  return line;
}
