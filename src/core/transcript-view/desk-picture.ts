import { matched } from '../diff-pane/diff-pane-rows.ts';
import { type PaneLine, type PanePiece, panePiece } from '../screen/pane.ts';
import { clipEnd } from '../screen/tile-pieces.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { areaIn, gutterColumns, paneRectangles } from './desk-layout.ts';
import { listLines } from './desk-list.ts';
import { currentEntry } from './pane-cursor.ts';
import type { PaneArea } from './pane-reading.ts';
import { paneRows, topRow } from './pane-rows.ts';
import type { TranscriptDesk, TranscriptPane } from './transcript-pane.ts';

/** All rows of the screen but its footer. */
export function deskLines(
  desk: TranscriptDesk,
  screen: PaneArea,
  notice: string | null,
): readonly PaneLine[] {
  const places = paneRectangles(desk, screen);
  const columns = places.map(({ pane: number, rectangle }) => {
    const pane = desk.panes[number];
    const focus = number === desk.focused ? 'focused' : 'plain';
    const place = places.length < desk.panes.length ? `${number + 1}/${desk.panes.length} ` : '';
    const look = { columns: rectangle.columns, focus, place } as const;
    if (!pane) return [];
    const title = titleOf(pane, { ...look, notice: focus === 'focused' ? notice : null });
    const shown = focus === 'focused' ? listLines(desk.shows, areaIn(rectangle)) : null;
    return [title, ...(shown ?? bodyOf(pane, rectangle))];
  });
  return Array.from({ length: screen.rows }, (_, y) =>
    places.flatMap(({ rectangle }, index) => [
      ...(index === 0 ? [] : [panePiece('muted', '│')]),
      ...padded(columns[index]?.[y] ?? [], rectangle.columns),
    ]),
  );
}

function bodyOf(
  pane: TranscriptPane,
  rectangle: { readonly columns: number; readonly rows: number },
): readonly PaneLine[] {
  const area = areaIn(rectangle);
  if (pane.words !== null) return [[], [panePiece('muted', `  ${plainText(pane.words)}`)]];
  const rows = paneRows(pane, area.columns);
  const top = topRow(pane, rows, area.rows);
  const current = currentEntry(pane, rows, area.rows);
  const hidden = pane.from > 0 || pane.to < pane.end;
  if (rows.length === 0) {
    const words =
      hidden || pane.reading !== null ? 'reading …' : `nothing at the level ${pane.level}`;
    return [[], [panePiece('muted', `  ${words}`)]];
  }
  const shown = rows.slice(top, top + area.rows);
  // What is short stands at the top.
  return shown.map(({ entry, line }) => [
    entry === current && line.length > 0
      ? panePiece('key', '▎'.padEnd(gutterColumns))
      : panePiece('muted', ' '.repeat(gutterColumns)),
    ...matched(line, pane.search?.pattern ?? ''),
  ]);
}

function titleOf(
  pane: TranscriptPane,
  look: {
    readonly columns: number;
    readonly focus: 'focused' | 'plain';
    readonly place: string;
    readonly notice: string | null;
  },
): PaneLine {
  const { field } = pane;
  if (field !== null) {
    const characters = [...field.text];
    const [before, under, after] = [
      characters.slice(0, field.cursor).join(''),
      characters[field.cursor] ?? ' ',
      characters.slice(field.cursor + 1).join(''),
    ];
    return [
      panePiece('key', ' / '),
      panePiece('text', before),
      panePiece('choice', under),
      panePiece('text', after),
    ];
  }
  const trail = [...pane.parents.map(({ title }) => title), pane.title].map(plainText).join(' › ');
  const said = look.notice === null ? detailsOf(pane) : plainText(look.notice);
  const room = look.columns - textWidth(said) - textWidth(look.place) - 4;
  const name = clipEnd(trail, Math.max(4, room));
  return [
    panePiece(look.focus === 'focused' ? 'choice' : 'name', ` ${look.place}${name} `),
    look.notice === null ? panePiece('muted', `  ${said}`) : panePiece('warning', `  ${said}`),
  ];
}

function detailsOf({ level, folding, view, search, goal, origin }: TranscriptPane): string {
  const words: string[] = [level];
  if (folding === 'unfolded') words.push('unfolded');
  if (view.type === 'at') words.push('G to follow');
  if (origin === 'missing') words.push('what came before its fork is not there');
  if (search !== null) words.push(searchWords(search));
  if (goal !== null) words.push('looking on …');
  return words.join(' · ');
}

function searchWords({ pattern, found, current }: NonNullable<TranscriptPane['search']>): string {
  const sought = `/${clipEnd(plainText(pattern), 20)}`;
  if (found === null) return `${sought}: searching …`;
  const count = found.positions.length;
  if (count === 0) return `${sought}: not found`;
  return `${sought}: ${current + 1} of ${count}${found.isCut ? '+' : ''} from the end`;
}

/** Exactly as wide as its pane: what is too long would stand in the next one. */
function padded(pieces: PaneLine, columns: number): PaneLine {
  const fitting: PanePiece[] = [];
  let room = columns;
  for (const piece of pieces) {
    const text = clipEnd(piece.text, room);
    if (room > 0) fitting.push({ ...piece, text });
    room -= textWidth(text);
  }
  return [...fitting, panePiece('text', ' '.repeat(Math.max(0, room)))];
}
