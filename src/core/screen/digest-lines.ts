import type { Agent } from '../agent/agent.ts';
import { lifecycles } from '../lifecycle/lifecycle-table.ts';
import { plainText } from '../text/plain-text.ts';
import { textWidth } from '../text/text-width.ts';
import { wrapText } from '../text/wrap-text.ts';
import { cardText } from './card-text.ts';
import type { Area } from './grid-layout.ts';
import { clipEnd, type Emphasis, type Piece } from './tile-pieces.ts';

/** One thing worth telling; `order` is its place from the top, whatever was left out. */
type Told = {
  readonly order: number;
  readonly sign: Piece;
  readonly text: Piece;
  /** More say no more. */
  readonly mostRows: number;
};

const signColumns = 2;

/** Inside a tile's border. `card`: what its agent waits for, or failed at, is told here, or is told elsewhere in the tile. */
export type DigestRoom = Area & { readonly card: 'here' | 'elsewhere'; readonly timeZone: string };

/** What an agent's tile tells in place of its screen: the most telling first where there is little room. */
export function digestLines(agent: Agent, room: DigestRoom): readonly (readonly Piece[])[] {
  const columns = textColumns(room);
  const told = toldOf(agent, room).slice(0, room.rows);
  let free = room.rows - told.length;
  const wrapped = told.map((one) => {
    const lines = wrapText(one.text.text, columns);
    const rows = Math.min(lines.length, one.mostRows, 1 + free);
    free -= rows - 1;
    return { ...one, lines: clipped(lines, rows, columns) };
  });
  return wrapped
    .toSorted((left, right) => left.order - right.order)
    .flatMap(({ sign, text, lines }) =>
      lines.map((line, at): readonly Piece[] => [
        { role: 'detail', text: ' ' },
        at === 0 ? sign : { role: 'detail', text: ' '.repeat(signColumns) },
        { role: text.role, text: line },
      ]),
    );
}

function clipped(lines: readonly string[], rows: number, columns: number): readonly string[] {
  const shown = lines.slice(0, rows);
  if (rows === lines.length) return shown;
  return [...shown.slice(0, -1), clipEnd(`${lines[rows - 1]} ${lines[rows]}`, columns)];
}

function textColumns({ columns }: Area): number {
  return Math.max(1, columns - 2 - signColumns);
}

/** Border and blanks at both sides of its text. Cells. */
const borderColumns = 6;

/**
 * Whether a digest tells what its agent waits for, or failed at, and not the lower border: where that is too short for
 * it and nothing has to make room for it inside, and where the border has the keys that answer. Sizes are the whole tile.
 */
export function isForDigest(
  agent: Agent,
  tile: Area & { readonly emphasis: Emphasis; readonly timeZone: string },
): boolean {
  const text = cardText(agent, tile);
  if (text === null) return false;
  if (tile.emphasis === 'selected') return true;
  if (signColumns + textWidth(text) <= tile.columns - borderColumns) return false;
  const inside = { columns: tile.columns - 2, rows: tile.rows - 2 };
  return toldOf(agent, { ...tile, ...inside, card: 'here' }).length <= inside.rows;
}

/** The most telling first. What an agent does now is worth more than what it said before. */
function toldOf(agent: Agent, room: DigestRoom): readonly Told[] {
  const { digest, state } = agent;
  const isAtWork = state === 'working';
  const said = told(4, '• ', digest.said, { text: 'text', mostRows: 4 });
  const prompt = told(0, '› ', digest.prompt, { text: 'text', mostRows: 2 });
  const telling = [
    ...doingOf(agent, room),
    ...(isAtWork ? [...prompt, ...said] : [...said, ...prompt]),
    ...actionOf(agent),
  ];
  return [
    ...telling,
    ...planOf(agent),
    ...told(5, '  ', contextText(agent), { text: 'detail', mostRows: 1 }),
    ...(telling.length === 0 && cardText(agent, room) === null
      ? told(0, '  ', 'nothing was said yet', { text: 'detail', mostRows: 1 })
      : []),
  ];
}

/** Rows that a command or an error may have where there is room. */
const doingRows = 3;

function doingOf(agent: Agent, room: DigestRoom): readonly Told[] {
  const look = { text: 'state', mostRows: doingRows } as const;
  if (agent.state === 'working') return told(3, '» ', plainText(agent.detail ?? ''), look);
  if (room.card === 'elsewhere') return [];
  const columns = textColumns(room) * doingRows * 2;
  return told(3, `${lifecycles[agent.state].glyph} `, cardText(agent, { ...room, columns }), look);
}

function told(
  order: number,
  sign: string,
  text: string | null,
  look: { readonly text: Piece['role']; readonly mostRows: number },
): readonly Told[] {
  if (!text) return [];
  const role = look.text === 'state' ? 'state' : 'detail';
  const { mostRows } = look;
  return [{ order, sign: { role, text: sign }, text: { role: look.text, text }, mostRows }];
}

function actionOf({ digest: { action } }: Agent): readonly Told[] {
  if (action === null) return [];
  const { text, outcome, exitCode } = action;
  if (outcome === 'succeeded') return told(2, '✓ ', text, { text: 'detail', mostRows: 1 });
  const end =
    outcome === 'declined' ? 'declined' : exitCode === null ? 'failed' : `exit ${exitCode}`;
  return told(2, '✗ ', `${end}: ${text}`, { text: 'detail', mostRows: 1 });
}

function planOf({ digest: { plan } }: Agent): readonly Told[] {
  if (plan === null) return [];
  const { number, steps, step } = plan;
  return told(1, '≡ ', `${number}/${steps} ${step}`, { text: 'detail', mostRows: 1 });
}

function contextText({ context, model }: Agent): string | null {
  if (context === null) return null;
  const { usedTokens, windowTokens } = context;
  const used = `${Math.round(usedTokens / 1000)}k of ${Math.round(windowTokens / 1000)}k tokens`;
  return model === null ? used : `${used} · ${plainText(model)}`;
}
