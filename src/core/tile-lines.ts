import type { Agent } from './agent.ts';
import { ageLabel } from './ages.ts';
import { lifecycles, needsYou } from './lifecycle-table.ts';
import { plainText } from './plain-text.ts';
import { clipText, textWidth } from './text-width.ts';

/** What a piece of a tile's border line is, for the theme to colour. `state` takes the lifecycle's colour. */
export type PieceRole = 'border' | 'number' | 'state' | 'name' | 'detail' | 'key';

export type Piece = { readonly role: PieceRole; readonly text: string };

/** A place left blank in a line, where an age is painted: its column and how many cells its label has now. */
export type AgeGap = { readonly at: number; readonly columns: number; readonly since: number };

export type TitleLine = { readonly pieces: readonly Piece[]; readonly age: AgeGap | null };

/** How much a tile stands out: typed into, selected, or neither. */
export type Emphasis = 'plain' | 'selected' | 'typed';

/** The strokes of a tile's border; told apart without colour. */
export const strokes = {
  plain: { line: '─', side: '│', top: ['╭', '╮'], bottom: ['╰', '╯'] },
  selected: { line: '━', side: '┃', top: ['┏', '┓'], bottom: ['┗', '┛'] },
  typed: { line: '═', side: '║', top: ['╔', '╗'], bottom: ['╚', '╝'] },
} as const satisfies Record<Emphasis, unknown>;

/** Corner, stroke and blank. */
const startColumns = 3;

const endColumns = 2 * startColumns;

/** Shorter details say nothing. */
const leastDetailColumns = 8;

const gap = 2;

type Part = { readonly columns: number; readonly pieces: readonly Piece[] };

/** Longer branch names say no more. */
const branchLimitColumns = 24;

/** A command or an error is known by its beginning: with so much of it in view the branch may have the rest. */
const enoughDetailColumns = 24;

/**
 * Number, glyph, name, state and its age, subagents, detail; branch and context at the right. `columns` is the
 * whole line, `now` is epoch ms. What has no room is left out, the least telling first; the name is cut last.
 */
export function titleLine(
  agent: Agent,
  look: { readonly columns: number; readonly emphasis: Emphasis; readonly now: number },
): TitleLine {
  const room = Math.max(0, look.columns - endColumns);
  const head = headOf(agent, room);
  let left = room - head.columns;
  const take = (wanted: Part | null, distance: number): Part | null => {
    if (!wanted || wanted.columns + distance > left) return null;
    left -= wanted.columns + distance;
    return wanted;
  };
  const word = take(part([{ role: 'state', text: lifecycles[agent.state].word }]), gap);
  const label = ageLabel(agent.since, look.now);
  const age = word && take(part([{ role: 'detail', text: ' '.repeat(label.length) }]), 1);
  const context = take(contextPart(agent), gap + 1);
  const subagents = take(subagentsPart(agent), gap);
  const detail = detailOf(agent);
  const kept = Math.min(textWidth(detail), enoughDetailColumns);
  const branch = branchPart(agent);
  const branchDistance = context ? gap : gap + 1;
  const hasBranch = branch && branch.columns + branchDistance + kept + gap <= left;
  const shownBranch = hasBranch ? take(branch, branchDistance) : null;
  const shownDetail = left - gap >= leastDetailColumns ? clipEnd(detail, left - gap) : '';

  const shown = {
    left: joined([
      [head, 0],
      [word, gap],
      [age, 1],
      [subagents, gap],
      [shownDetail ? part([{ role: 'detail', text: shownDetail }]) : null, gap],
    ]),
    right: joined([
      [shownBranch, 0],
      [context, shownBranch ? gap : 0],
    ]),
  };
  return {
    pieces: drawn({ ...look, edge: 'top', ...shown }),
    age:
      word && age
        ? {
            at: startColumns + head.columns + gap + word.columns + 1,
            columns: label.length,
            since: agent.since,
          }
        : null,
  };
}

/** The lower border; of a tile that waits, failed or ended with a card: what it waits for at the left, the key that answers at the right. */
export function lowerLine(agent: Agent, columns: number, emphasis: Emphasis): readonly Piece[] {
  const card = cardOf(agent);
  if (!card) return [plainLine(columns, emphasis)];
  const room = Math.max(0, columns - endColumns);
  const key = part([
    { role: 'key', text: card.key },
    { role: 'detail', text: ` ${card.does}` },
  ]);
  const hasKey = emphasis === 'selected' && room >= key.columns + gap + 1 + leastDetailColumns;
  const text = clipEnd(card.text, room - (hasKey ? key.columns + gap + 1 : 0));
  return drawn({
    columns,
    emphasis,
    edge: 'bottom',
    left: part([{ role: 'state', text }]),
    right: hasKey ? key : part([]),
  });
}

function cardOf(
  agent: Agent,
): { readonly text: string; readonly key: string; readonly does: string } | null {
  const { glyph, word } = lifecycles[agent.state];
  const detail = plainText(agent.detail ?? '');
  if (needsYou(agent.state)) {
    return { text: `${glyph} ${detail || word}`, key: 'Enter', does: 'answers' };
  }
  if (agent.state === 'failed' && detail) {
    return { text: `${glyph} ${detail}`, key: 'Enter', does: 'types' };
  }
  if (agent.state === 'ended') {
    return { text: endOf(agent), key: 'e', does: 'resumes' };
  }
  return null;
}

/** How an agent ended, in a few words. */
export function endOf(agent: Agent): string {
  const { exit, detail } = agent;
  if (!exit) return plainText(detail ?? '') || 'not running';
  return exit.signal ? `ended by ${exit.signal}` : `ended with exit code ${exit.code}`;
}

function plainLine(columns: number, emphasis: Emphasis): Piece {
  const { line, bottom } = strokes[emphasis];
  return { role: 'border', text: bottom[0] + line.repeat(Math.max(0, columns - 2)) + bottom[1] };
}

function headOf(agent: Agent, room: number): Part {
  const { glyph } = lifecycles[agent.state];
  const before: readonly Piece[] = [
    { role: 'number', text: `${agent.number} ` },
    { role: 'state', text: `${glyph} ` },
  ];
  const unread: readonly Piece[] = agent.unread ? [{ role: 'state', text: ' •' }] : [];
  const nameColumns = room - part([...before, ...unread]).columns;
  const name = clipEnd(plainText(agent.name), nameColumns);
  return part([...before, { role: 'name', text: name }, ...unread]);
}

function contextPart({ context }: Agent): Part | null {
  return context && part([{ role: 'detail', text: `${Math.round(context.percentLeft)}%` }]);
}

function subagentsPart({ subagents }: Agent): Part | null {
  return subagents > 0 ? part([{ role: 'state', text: `+${subagents}` }]) : null;
}

function branchPart(agent: Agent): Part | null {
  const branch = plainText(agent.branch ?? '');
  return branch === ''
    ? null
    : part([{ role: 'detail', text: clipEnd(branch, branchLimitColumns) }]);
}

/** What the card does not say already. */
function detailOf(agent: Agent): string {
  return cardOf(agent) ? '' : plainText(agent.detail ?? '');
}

/** Cut text says so by its last character. */
export function clipEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  return columns > 0 ? `${clipText(text, columns - 1).trimEnd()}…` : '';
}

function part(pieces: readonly Piece[]): Part {
  const columns = pieces.reduce((sum, piece) => sum + textWidth(piece.text), 0);
  return { columns, pieces };
}

function joined(parts: readonly (readonly [Part | null, number])[]): Part {
  return part(
    parts.flatMap(([one, distance]) =>
      one
        ? [
            ...(distance > 0 ? [{ role: 'detail' as const, text: ' '.repeat(distance) }] : []),
            ...one.pieces,
          ]
        : [],
    ),
  );
}

function drawn(texts: {
  readonly columns: number;
  readonly emphasis: Emphasis;
  readonly edge: 'top' | 'bottom';
  readonly left: Part;
  readonly right: Part;
}): readonly Piece[] {
  const { left, right } = texts;
  const { line } = strokes[texts.emphasis];
  const [first, last] = strokes[texts.emphasis][texts.edge];
  const taken = left.columns + (right.columns > 0 ? right.columns + 3 : 0);
  const fill = Math.max(0, texts.columns - 5 - taken);
  const border = (text: string): Piece => ({ role: 'border', text });
  return [
    border(`${first}${line} `),
    ...left.pieces,
    border(` ${line.repeat(fill)}`),
    ...(right.columns > 0 ? [border(' '), ...right.pieces, border(' ')] : []),
    border(right.columns > 0 ? `${line}${last}` : last),
  ];
}
