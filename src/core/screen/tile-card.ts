import type { Agent } from '../agent/agent.ts';
import { shortPaths } from '../text/short-paths.ts';
import { textWidth } from '../text/text-width.ts';
import { visibleLine } from '../text/visible-text.ts';
import { wrapText } from '../text/wrap-text.ts';
import type { Binding } from './binding.ts';
import { keyFor } from './bindings.ts';
import { actionOfMeaning, meaningsOf, shortMeaningWords } from './given-answers.ts';
import { roomIn } from './grid-layout.ts';
import { groupMark } from './grouping.ts';
import type { Rectangle } from './picture.ts';
import { emphasisOf, screenLayout, type TilePlace } from './screen-layout.ts';
import type { ScreenModel } from './screen-state.ts';
import type { ShownView } from './tile-layouts.ts';
import { gap } from './tile-parts.ts';
import { clipEnd, type Emphasis, type Part, type Piece, part, strokes } from './tile-pieces.ts';
import { type Asking, type AskName, askNameOf, isSameAsk, pendingAskOf } from './waiting-asks.ts';

/** What codex needs below the card: its answers and the line about its keys. */
const leastBodyRows = 6;

/** A longer command is read in the inbox. */
const commandRows = 3;

/** Borders, and a blank inside each. Cells. */
const sideColumns = 4;

/** How a tile is drawn. `columns` and `rows` are the whole tile. */
export type TileLook = {
  readonly columns: number;
  readonly rows: number;
  readonly emphasis: Emphasis;
  readonly bindings: readonly Binding[];
  readonly homeFolder: string;
  readonly timeZone: string;
  /** What this screen has answered without a reply yet. */
  readonly answering: readonly AskName[];
  readonly view: ShownView;
  /** The group that it stands in, where no line above the tiles says so. */
  readonly group: string | null;
};

export function tileLook(model: ScreenModel, { agent, rectangle, view }: TilePlace): TileLook {
  const { columns, rows } = rectangle;
  return {
    columns,
    rows,
    emphasis: emphasisOf(model, agent.id),
    bindings: model.bindings,
    homeFolder: model.homeFolder,
    timeZone: model.timeZone,
    answering: model.answering.waiting,
    view,
    group: screenLayout(model).headings.length > 0 ? null : groupMark(model, agent),
  };
}

/** Where a tile shows its agent's screen: inside its border, above its card. */
export function tileBody(model: ScreenModel, place: TilePlace): Rectangle {
  const room = roomIn(place.rectangle);
  const card = cardLines(place.agent, tileLook(model, place));
  return { ...room, rows: room.rows - card.length };
}

/** The approval that the selected tile's keys answer; null where there is none. */
export function answerableAsk(agent: Agent, emphasis: Emphasis): Asking | null {
  const ask = emphasis === 'selected' ? pendingAskOf(agent) : null;
  const asking = ask && { agent, ask };
  return asking && meaningsOf(asking).length > 0 ? asking : null;
}

/** Where a notice stands: not before the keys that it may be about. */
export function noticeEdge(model: ScreenModel): 'top' | 'bottom' {
  const { tiles, footerRows } = screenLayout(model);
  const lowest = model.rows - footerRows;
  const isCovered = tiles.some(
    ({ agent, rectangle }) =>
      answerableAsk(agent, emphasisOf(model, agent.id)) !== null &&
      rectangle.y + rectangle.rows === lowest,
  );
  return isCovered ? 'top' : 'bottom';
}

/**
 * The lines between codex's screen and the lower border of the selected tile: who asks where and why, then the
 * command. None where they would leave too little of codex's own dialog.
 */
export function cardLines(agent: Agent, look: TileLook): readonly (readonly Piece[])[] {
  const asking = answerableAsk(agent, look.emphasis);
  const room = Math.min(commandRows, look.rows - 2 - leastBodyRows - 1);
  if (!asking || room < 1) return [];
  const { ask } = asking;
  const columns = Math.max(1, look.columns - sideColumns);
  const folder = folderEnd(visibleLine(shortPaths(agent.cwd, look.homeFolder)), columns / 2);
  const about = [ask.subagent, folder, ask.reason]
    .flatMap((text) => (text === null ? [] : [visibleLine(text, columns)]))
    .join(' · ');
  const { side } = strokes[look.emphasis];
  const command = clippedLines(
    visibleLine(ask.subject ?? ask.title, columns * room),
    columns,
    room,
  );
  return [
    ruleLine(clipEnd(about, columns - 2), look.columns),
    ...command.map((text): readonly Piece[] => [
      { role: 'border', text: `${side} ` },
      { role: 'state', text },
      { role: 'border', text: `${' '.repeat(columns - textWidth(text))} ${side}` },
    ]),
  ];
}

/** A folder is known by its end. */
function folderEnd(folder: string, columns: number): string {
  if (textWidth(folder) <= columns) return folder;
  const parts = folder.split('/');
  const ends = parts.map((_, at) => `…/${parts.slice(at).join('/')}`).slice(1);
  return ends.find((end) => textWidth(end) <= columns) ?? ends.at(-1) ?? folder;
}

/** Joined to the border, which no output of an agent can be. */
function ruleLine(text: string, columns: number): readonly Piece[] {
  const fill = Math.max(0, columns - 5 - textWidth(text));
  return [
    { role: 'border', text: '┠─ ' },
    { role: 'detail', text },
    { role: 'border', text: ` ${'─'.repeat(fill)}┨` },
  ];
}

function clippedLines(text: string, columns: number, rows: number): readonly string[] {
  const lines = wrapText(text, columns);
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), clipEnd(`${lines[rows - 1]} ${lines[rows]}`, columns)];
}

/** Below the card: the keys that answer, or that one was given. Null where not even the keys have room. */
export function answerPart(
  asking: Asking,
  look: Pick<TileLook, 'bindings' | 'answering' | 'columns'>,
): Part | null {
  const isAnswered = look.answering.some((name) => isSameAsk(name, askNameOf(asking)));
  const parts = isAnswered
    ? [part([{ role: 'detail', text: 'answering …' }])]
    : [keysPart(asking, look.bindings, 'words'), keysPart(asking, look.bindings, 'keys')];
  return parts.find(({ columns }) => columns <= look.columns) ?? null;
}

function keysPart(asking: Asking, bindings: readonly Binding[], words: 'words' | 'keys'): Part {
  return part(
    meaningsOf(asking).flatMap((meaning, at): readonly Piece[] => [
      { role: 'detail', text: ' '.repeat(at === 0 ? 0 : words === 'words' ? gap : 1) },
      { role: 'key', text: keyFor(bindings, actionOfMeaning[meaning]) },
      ...(words === 'words'
        ? [{ role: 'detail' as const, text: ` ${shortMeaningWords[meaning]}` }]
        : []),
    ]),
  );
}
