import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { clipText, textWidth } from '../text/text-width.ts';
import { emptyLine, type LinePiece, type OverlayLine, overlayLine } from './overlay-lines.ts';
import { overlayRoom } from './overlay-room.ts';
import { searchLine } from './palette-lines.ts';
import { type ScreenSearch, type SearchMatch, searchMatches } from './screen-search.ts';
import { agentOf, type ScreenModel } from './screen-state.ts';
import { clipEnd } from './tile-pieces.ts';

/** The box at its widest, border and all. Cells. */
export const searchColumns = 110;

const nameLimitColumns = 16;

/** The line that is written, and what was found of it. */
const headRows = 2;

/** More rows are not read but narrowed. */
const mostRows = 20;

/** Where what was found stands: the first of it in view is in the row `first` of the box. */
export function searchWindow(model: ScreenModel, search: ScreenSearch) {
  const { room } = overlayRoom(model, searchColumns);
  const rows = Math.max(1, Math.min(mostRows, room.rows - headRows));
  const matches = searchMatches(model, search);
  const chosen = Math.min(search.chosen, matches.length - 1);
  const from = Math.max(0, Math.min(chosen - Math.floor(rows / 2), matches.length - rows));
  return { room, matches, chosen, first: headRows, from, rows };
}

/** All rows of the search; as many whatever is found, so that the box stands still. */
export function searchLines(model: ScreenModel, search: ScreenSearch): readonly OverlayLine[] {
  const { room, matches, chosen, from, rows } = searchWindow(model, search);
  const names = matches.map(({ agent }) => textWidth(agentOf(model, agent)?.name ?? ''));
  const nameColumns = Math.min(nameLimitColumns, Math.max(1, ...names));
  const list = matches.slice(from, from + rows).map((match, at) =>
    matchLine(model, match, {
      isChosen: from + at === chosen,
      columns: room.columns,
      nameColumns,
    }),
  );
  const placeholder = 'a text on any screen or in any transcript';
  return [
    searchLine(search.field, { columns: room.columns, placeholder }),
    overlayLine({ role: 'muted', text: clipEnd(` ${summary(model, search)}`, room.columns) }),
    ...list,
    ...Array.from({ length: rows - list.length }, () => emptyLine),
  ];
}

function summary(model: ScreenModel, search: ScreenSearch): string {
  const { found, said } = search;
  if (found === null) return '';
  const matches = searchMatches(model, search);
  const onScreens = matches.filter((match) => !('path' in match));
  const agents = new Set(onScreens.map(({ agent }) => agent)).size;
  const lines = onScreens.length === 1 ? '1 line' : `${onScreens.length} lines`;
  const screens = agents === 1 ? '1 screen' : `${agents} screens`;
  const left = found.left > 0 ? `, and ${found.left} more` : '';
  const inTranscripts = matches.length - onScreens.length;
  const words = [
    ...(onScreens.length > 0 ? [`${lines} on ${screens}${left}`] : []),
    ...(inTranscripts > 0 ? [`${inTranscripts} in transcripts`] : []),
    ...(said.phase === 'searching' ? ['looking through transcripts …'] : []),
  ];
  return words.length > 0 ? words.join(' · ') : 'It stands on no screen and in no transcript.';
}

/** As wide as `compaction`, and a distance. Cells. */
const whereColumns = 12;

/** Then the text is worth more than where it stands. Cells. */
const narrowColumns = 60;

function whereOf(match: SearchMatch): string {
  return 'path' in match ? match.where : 'screen';
}

function matchLine(
  model: ScreenModel,
  match: SearchMatch,
  look: { readonly isChosen: boolean; readonly columns: number; readonly nameColumns: number },
): OverlayLine {
  const { isChosen, columns, nameColumns } = look;
  const agent = agentOf(model, match.agent);
  if (!agent) return emptyLine;
  const { glyph, role } = lifecycles[agent.state];
  const name = clipEnd(plainText(agent.name), nameColumns);
  const head = {
    number: ` ${`${agent.number}`.padStart(2)} `,
    sign: `${glyph} `,
    name: `${name}${' '.repeat(nameColumns - textWidth(name))}  `,
    where: columns < narrowColumns ? '' : whereOf(match).padEnd(whereColumns),
  };
  const taken = textWidth(head.number + head.sign + head.name + head.where);
  const [before, found, after] = partsOf(match, columns - taken - 1);
  const blanks = ' '.repeat(Math.max(0, columns - taken - textWidth(before + found + after)));
  const drawn = (usual: LinePiece['role']) => (isChosen ? 'choice' : usual);
  return overlayLine(
    { role: drawn('muted'), text: head.number },
    { role: drawn(role), text: head.sign },
    { role: drawn('name'), text: head.name },
    { role: drawn('muted'), text: head.where },
    { role: drawn('text'), text: before },
    { role: drawn('key'), text: found },
    { role: drawn('text'), text: after + blanks },
  );
}

/** The line around what was found, in as many cells: what is found stays in view. */
function partsOf({ text, at, length }: SearchMatch, columns: number): [string, string, string] {
  const found = clipText(plainText(text.slice(at, at + length)), columns);
  const room = columns - textWidth(found);
  const whole = text.slice(0, at);
  const before = textWidth(whole) <= room ? whole : tailOf(whole, Math.floor(room / 2));
  const after = clipText(text.slice(at + length), room - textWidth(before));
  return [before, found, after];
}

function tailOf(text: string, columns: number): string {
  const letters = [...text];
  while (letters.length > 0 && textWidth(letters.join('')) > columns - 1) letters.shift();
  return `…${letters.join('')}`;
}
